package org.audioprocessor.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFoldersTest {

  @TempDir private Path parent;

  /** Another process: makes a folder with a file in it, tells its name and stays. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      TemporaryFolders own = TemporaryFolders.open(Path.of(arguments[0]));
      Files.writeString(own.newFolder().resolve("half a segment"), "x");
      Files.writeString(own.folder().resolve("ready"), "");
      if (System.in.read() < 0) {
        own.close();
      }
    }
  }

  @Test
  void theFoldersOfALivingProcessStayAndThoseOfAKilledOneGo() throws Exception {
    try (ChildJvm other = ChildJvm.start(Holder.class, parent.toString())) {
      await().until(() -> folders().stream().anyMatch(f -> Files.exists(f.resolve("ready"))));
      Path others = folders().getFirst();

      try (TemporaryFolders ours = TemporaryFolders.open(parent)) {
        assertThat(others.resolve("t1/half a segment")).exists();
        assertThat(folders()).containsExactlyInAnyOrder(others, ours.folder());
        other.kill();
        try (TemporaryFolders second = TemporaryFolders.open(parent)) {
          assertThat(others).doesNotExist();
          assertThat(folders()).containsExactlyInAnyOrder(ours.folder(), second.folder());
        }
      }
    }
    assertThat(folders()).isEmpty();
    assertThat(parent.toFile().list()).containsExactly("sweep.lock");
  }

  @Test
  void aFolderOfThisProcessKeepsItsLockWhileOthersOpenAndClose() throws Exception {
    try (TemporaryFolders ours = TemporaryFolders.open(parent)) {
      Path kept = Files.writeString(ours.newPath(), "x");
      TemporaryFolders.open(parent).close();
      try (ChildJvm sweeper = ChildJvm.start(Sweeper.class, parent.toString())) {
        assertThat(sweeper.exitCode()).isZero();
      }
      assertThat(kept).exists();
    }
  }

  /** Another process: starts, which sweeps, and ends. */
  static final class Sweeper {
    private Sweeper() {}

    public static void main(String[] arguments) throws IOException {
      TemporaryFolders.open(Path.of(arguments[0])).close();
    }
  }

  @Test
  void noPathIsGivenTwice() throws IOException {
    try (TemporaryFolders ours = TemporaryFolders.open(parent)) {
      assertThat(ours.newPath()).isNotEqualTo(ours.newPath()).hasParentRaw(ours.folder());
      assertThat(ours.newFolder()).isEmptyDirectory();
    }
  }

  @Test
  void closingTwiceIsClosingOnce() throws IOException {
    TemporaryFolders ours = TemporaryFolders.open(parent);
    ours.close();
    ours.close();
    assertThat(ours.folder()).doesNotExist();
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(parent.toRealPath())) {
      return all.filter(Files::isDirectory).toList();
    }
  }
}
