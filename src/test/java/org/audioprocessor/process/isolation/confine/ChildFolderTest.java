package org.audioprocessor.process.isolation.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.audioprocessor.io.TemporaryFolders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child is lent, and what is taken from it. */
class ChildFolderTest {
  private static final long MOST = 1000;

  @TempDir Path folder;
  private TemporaryFolders temporary;
  private ChildFolder child;
  private Path secret;
  private Path taken;

  @BeforeEach
  void open() throws IOException {
    temporary = TemporaryFolders.open(folder.resolve("tmp"));
    child = ChildFolder.create(temporary);
    secret = Files.writeString(folder.resolve("secret"), "hunter2");
    taken = folder.resolve("taken.m4a");
  }

  @AfterEach
  void close() throws IOException {
    temporary.close();
  }

  private Path m4a() {
    return child.own().resolve("track.m4a");
  }

  private static void fifo(Path path) throws Exception {
    Process made = new ProcessBuilder("mkfifo", path.toString()).start();
    assumeTrue(made.waitFor() == 0);
  }

  @Test
  void aFileIsTakenWholeAndIsGoneFromTheChildsFolder() throws IOException {
    Files.writeString(m4a(), "sound");

    assertThat(ChildFolder.take(m4a(), taken, MOST)).isTrue();
    assertThat(taken).hasContent("sound");
    assertThat(m4a()).doesNotExist();
  }

  @Test
  void aLinkAFifoAFolderAnEmptyFileAndAnEndlessOneAreRefusedAndNotKept() throws Exception {
    Files.createSymbolicLink(m4a(), secret);
    assertThat(ChildFolder.take(m4a(), taken, MOST)).isFalse();
    Files.createDirectory(m4a());
    assertThat(ChildFolder.take(m4a(), taken, MOST)).isFalse();
    Files.createFile(m4a());
    assertThat(ChildFolder.take(m4a(), taken, MOST)).isFalse();
    Files.write(m4a(), new byte[(int) MOST + 1]);
    assertThat(ChildFolder.take(m4a(), taken, MOST)).isFalse();
    fifo(m4a());
    assertThat(ChildFolder.take(m4a(), taken, MOST)).isFalse();

    assertThat(Files.exists(taken, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(secret).hasContent("hunter2");
    assertThatThrownBy(() -> ChildFolder.take(m4a(), taken, MOST))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aChildThatSwapsTheFileForALinkAllTheTimeNeverGetsTheLinkTaken() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    Path link = Files.createSymbolicLink(child.own().resolve("link"), secret);
    Thread swapping =
        Thread.ofPlatform()
            .start(() -> {
              while (!stop.get()) {
                try {
                  Path next = child.own().resolve("next");
                  Files.writeString(next, "sound");
                  Files.move(next, m4a(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                  Files.copy(link, next, LinkOption.NOFOLLOW_LINKS);
                  Files.move(next, m4a(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    try {
      int seen = 0;
      while (seen < 500) {
        if (Files.exists(m4a(), LinkOption.NOFOLLOW_LINKS)) {
          seen++;
          if (ChildFolder.take(m4a(), taken, MOST)) {
            assertThat(Files.isSymbolicLink(taken)).isFalse();
            assertThat(taken).hasContent("sound");
            Files.delete(taken);
          }
        }
      }
    } finally {
      stop.set(true);
      swapping.join();
    }
  }

  @Test
  void aFileIsLentUnderItsNameAndNothingStaysAfterTheTask() throws IOException {
    Path lent = child.lend(secret, 7, MOST);

    assertThat(lent).startsWith(child.files()).hasFileName("secret").hasContent("hunter2");
    assertThat(child.work(7)).isEmptyDirectory();
    child.removeTask(7);
    assertThat(child.files()).isEmptyDirectory();
    assertThat(child.own()).isEmptyDirectory();
    assertThat(secret).hasContent("hunter2");
  }

  @Test
  void whatIsNoFileOrTooLargeIsNotLent() throws Exception {
    Path fifo = folder.resolve("fifo.wav");
    fifo(fifo);

    assertThat(child.lend(fifo, 1, MOST)).isEqualTo(fifo);
    assertThat(child.lend(folder, 2, MOST)).isEqualTo(folder);
    assertThat(child.lend(secret, 3, 1)).isEqualTo(secret);
    assertThat(child.lend(folder.resolve("none"), 4, MOST)).isEqualTo(folder.resolve("none"));
    assertThat(child.lend(Path.of("/dev/zero"), 5, MOST)).isEqualTo(Path.of("/dev/zero"));
  }
}
