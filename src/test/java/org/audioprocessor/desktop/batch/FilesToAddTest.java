package org.audioprocessor.desktop.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.audioprocessor.desktop.batch.AddFiles.FilesToAdd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesToAddTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "sound");
  }

  @Test
  void filesInHiddenFoldersAndHiddenFilesAreLeftOut() throws IOException {
    Path b = file("album/b.wav");
    Path a = file("album/a.wav");
    file("album/.DS_Store");
    file(".Trash-1000/files/old.wav");
    FilesToAdd found = FilesToAdd.in(List.of(folder));
    assertThat(found.files()).containsExactly(a, b);
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void aHiddenFolderThatIsChosenItselfIsRead() throws IOException {
    Path inside = file(".takes/one.wav");
    assertThat(FilesToAdd.in(List.of(folder.resolve(".takes"))).files()).containsExactly(inside);
  }

  @Test
  void anUnreadableFolderIsNamedAndTheRestIsFound() throws IOException {
    Path sound = file("a.wav");
    Path closed = Files.createDirectory(folder.resolve("lost+found"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(closed), "the administrator reads everything");
    FilesToAdd found = FilesToAdd.in(List.of(folder));
    assertThat(found.files()).containsExactly(sound);
    assertThat(found.unreadable()).containsExactly(closed);
  }

  @Test
  void whatVanishedIsLeftToTheSentenceOfItsOwn() throws IOException {
    Path sound = file("a.wav");
    Path gone = folder.resolve("gone");
    assertThat(FilesToAdd.in(List.of(gone, sound)).files()).containsExactly(gone, sound);
  }
}
