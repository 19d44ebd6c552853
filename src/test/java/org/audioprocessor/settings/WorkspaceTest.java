package org.audioprocessor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

  private static final Path HOME = Path.of("/home/ann").toAbsolutePath();

  @TempDir private Path temporary;

  @Test
  void onLinuxItIsWhereXdgSays() {
    String elsewhere = temporary.resolve("data").toString();
    assertThat(folder(Map.of(), "Linux")).isEqualTo(HOME.resolve(".local/share/audio-processor"));
    assertThat(folder(Map.of("XDG_DATA_HOME", elsewhere), "Linux"))
        .isEqualTo(temporary.resolve("data/audio-processor"));
    assertThat(folder(Map.of("XDG_DATA_HOME", "relative"), "Linux"))
        .isEqualTo(HOME.resolve(".local/share/audio-processor"));
    assertThat(folder(Map.of("XDG_DATA_HOME", ""), "Linux"))
        .isEqualTo(HOME.resolve(".local/share/audio-processor"));
  }

  @Test
  void onMacItIsInTheLibrary() {
    assertThat(folder(Map.of("XDG_DATA_HOME", "/x"), "Mac OS X"))
        .isEqualTo(HOME.resolve("Library/Application Support/Audio Processor"));
  }

  @Test
  void onWindowsItIsInTheLocalApplicationData() {
    assertThat(folder(Map.of("LOCALAPPDATA", temporary.toString()), "Windows 11"))
        .isEqualTo(temporary.resolve("Audio Processor"));
    assertThat(folder(Map.of(), "Windows 11"))
        .isEqualTo(HOME.resolve("AppData/Local/Audio Processor"));
  }

  @Test
  void openingMakesItsFoldersAndOpeningAgainKeepsWhatIsThere() throws IOException {
    Workspace workspace = Workspace.open(temporary.resolve("a/b"));
    Files.writeString(workspace.bucket().resolve("x"), "x");
    Workspace again = Workspace.open(temporary.resolve("a/b"));

    assertThat(again).isEqualTo(workspace);
    assertThat(workspace.folder().toFile().list())
        .containsExactlyInAnyOrder("bucket", "queue", "tmp", "logs");
    assertThat(workspace.bucket().resolve("x")).hasContent("x");
    assertThat(workspace.settingsFile()).hasFileName("settings.json");
  }

  @Test
  void aWorkspaceIsItsOwnersOnlyAlsoOneThatExistedBefore() throws IOException {
    assumeTrue(
        Files.getFileStore(temporary).supportsFileAttributeView("posix"), "no POSIX permissions");
    Workspace fresh = Workspace.open(temporary.resolve("new"));
    assertThat(permissions(fresh.folder())).isEqualTo("rwx------");

    Files.setPosixFilePermissions(fresh.folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(permissions(Workspace.open(fresh.folder()).folder())).isEqualTo("rwx------");
  }

  private static String permissions(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }

  @Test
  void aUserWithoutAHomeHasNoDefaultWorkspaceUnlessTheEnvironmentNamesOne() throws Exception {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Workspace.defaultFolder(Map.of(), "Linux", "?"))
        .withMessageContaining("--workspace");
    assertThat(Workspace.defaultFolder(Map.of("HOME", "/home/x"), "Linux", "?"))
        .isEqualTo(Path.of("/home/x/.local/share/audio-processor"));
    assertThat(Workspace.defaultFolder(Map.of("XDG_DATA_HOME", "/data"), "Linux", "?"))
        .isEqualTo(Path.of("/data/audio-processor"));
  }

  private static Path folder(Map<String, String> environment, String osName) {
    try {
      return Workspace.defaultFolder(environment, osName, HOME.toString());
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }
}
