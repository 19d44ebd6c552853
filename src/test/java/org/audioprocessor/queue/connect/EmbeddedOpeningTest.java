package org.audioprocessor.queue.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedOpeningTest {
  @TempDir private Path folder;

  /** An abandoned attempt still writes to the folder once the frozen process is gone. */
  @AfterEach
  void abandonedAttemptsHaveEnded() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("opening-database")) {
        thread.join();
      }
    }
  }

  /** H2's lock file, as a process leaves it that serves the database on this port. */
  private void lockedBy(ServerSocket port) throws IOException {
    Files.writeString(
        folder.resolve("uploads.lock.db"),
        "#FileLock\nid=1\nmethod=file\nserver=127.0.0.1\\:" + port.getLocalPort() + "\n");
  }

  @Test
  void aDatabaseWhoseProcessDoesNotAnswerIsWaitedForAndTheReasonIsTold() throws Exception {
    List<String> reasons = new ArrayList<>();
    try (ServerSocket frozen = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      lockedBy(frozen);
      EmbeddedDatabase.Waiting untilItIsKilled =
          reason -> {
            reasons.add(reason);
            close(frozen);
            return true;
          };
      EmbeddedDatabase.open(folder, untilItIsKilled).close();
    }
    assertThat(reasons).isNotEmpty();
    assertThat(reasons.getFirst())
        .startsWith("The workspace's database is being opened: the process that had it open");
  }

  private static void close(ServerSocket port) {
    try {
      port.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theCallerMayGiveUpAndTheMessageDoesNotSayThatADatabaseDoesNotAnswer() throws Exception {
    try (ServerSocket frozen = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      lockedBy(frozen);
      assertThatExceptionOfType(QueueException.class)
          .isThrownBy(() -> EmbeddedDatabase.open(folder, reason -> false))
          .withMessageContaining("was not opened: the process that had it open")
          .withMessageNotContaining("The database does not answer")
          .satisfies(e -> assertThat(e.kind()).isEqualTo(QueueException.Kind.UNAVAILABLE));
    }
  }

  @Test
  void aProcessThatIsOpeningItIsWaitedFor() throws Exception {
    List<String> reasons = new ArrayList<>();
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("database.opening"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      EmbeddedDatabase.open(
              folder,
              reason -> {
                reasons.add(reason);
                release(held);
                return true;
              })
          .close();
    }
    assertThat(reasons).anyMatch(reason -> reason.contains("another process of the program"));
  }

  private static void release(FileLock held) {
    try {
      held.release();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "50%",
        "100%41",
        "'q' \"d\"",
        "Ünïcödé 音",
        "${user.home}",
        "#?&=",
        "a:b",
        "-dash",
        "~tilde",
        "{x}",
        "=,",
        "a|b<c>"
      })
  void aFolderMayHaveAnyName(String name) throws Exception {
    Path odd = Files.createDirectory(folder.resolve(name));
    try (EmbeddedDatabase database = EmbeddedDatabase.open(odd)) {
      database.queue().add(new Upload("a", "Song.mp3"));
    }
    assertThat(odd.resolve("uploads.mv.db")).exists();
  }

  @ParameterizedTest
  @CsvSource({"a;b, a semicolon", "a\\b, a backslash"})
  @DisabledOnOs(OS.WINDOWS)
  void whatTheDatabaseWouldMisreadInAFoldersNameIsRefused(String name, String what)
      throws Exception {
    Path odd = Files.createDirectory(folder.resolve(name));
    assertThatExceptionOfType(QueueException.class)
        .isThrownBy(() -> EmbeddedDatabase.open(odd))
        .withMessageContaining(what)
        .withMessageContaining("Choose a folder without one");
  }

  @Test
  void aDamagedDatabaseIsNamedAndNotWaitedFor() throws Exception {
    Files.write(folder.resolve("uploads.mv.db"), new byte[50_000]);
    assertThatExceptionOfType(QueueException.class)
        .isThrownBy(() -> EmbeddedDatabase.open(folder))
        .withMessageContaining(folder.getFileName().toString())
        .withMessageNotContaining("does not answer");
  }
}
