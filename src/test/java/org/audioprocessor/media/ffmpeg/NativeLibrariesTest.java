package org.audioprocessor.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is loaded from a folder that another user could have filled. */
class NativeLibrariesTest {
  @TempDir private Path place;

  @Test
  void aNewFolderIsTheOwnersAlone() throws IOException {
    Path folder = NativeLibraries.requirePrivate(place.resolve("a").resolve("natives"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(NativeLibraries.requirePrivate(folder)).isEqualTo(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatOthersCanOnlyReadIsClosedToThem() throws IOException {
    Path folder = Files.createDirectory(place.resolve("natives"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    NativeLibraries.requirePrivate(folder);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxrwx", "rwxrwx---", "rwx---rwx", "rwx-w----"})
  void aFolderThatOthersCouldHaveFilledIsRefused(String permissions) throws IOException {
    Path folder = Files.createDirectory(place.resolve("natives"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> NativeLibraries.requirePrivate(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other users can write to it")
        .hasMessageContaining("--workspace");
  }

  @Test
  void aLinkInItsPlaceIsRefused() throws IOException {
    Path elsewhere = Files.createDirectory(place.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(place.resolve("natives"), elsewhere);

    assertThatThrownBy(() -> NativeLibraries.requirePrivate(link))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("link");
  }

  @Test
  void aFolderOfAnotherUserIsRefused() throws IOException {
    Path folder = Files.createDirectory(place.resolve("natives"));
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a folder away");
    Files.setAttribute(folder, "unix:uid", 65_534);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> NativeLibraries.requirePrivate(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("belongs to");
  }

  /** A home that does not exist, a planted library under JavaCPP's usual name, a workspace. */
  @Test
  void withoutAHomeTheLibrariesAreUnpackedInTheWorkspaceAndNowhereElse() throws Exception {
    Path shared = Files.createDirectory(place.resolve("shared"));
    Path workspace = place.resolve("workspace");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.home=" + place.resolve("none"),
                "-Djava.io.tmpdir=" + shared,
                "-cp",
                System.getProperty("java.class.path"),
                Unpacking.class.getName(),
                workspace.toString())
            .inheritIO()
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(shared).isEmptyDirectory();
    assertThat(place.resolve("none")).doesNotExist();
    assertThat(workspace.resolve("natives")).isNotEmptyDirectory();
  }

  /** Loads FFmpeg, and nothing else. */
  static final class Unpacking {
    private Unpacking() {}

    public static void main(String[] args) {
      NativeLibraries.offer(Path.of(args[0]));
      Ffmpeg.load();
      Ffmpeg.version();
    }
  }
}
