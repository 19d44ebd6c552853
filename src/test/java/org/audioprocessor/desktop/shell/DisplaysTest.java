package org.audioprocessor.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.shell.WindowBounds.Displays;
import org.junit.jupiter.api.Test;

class DisplaysTest {
  private static Properties system(String name) {
    Properties system = new Properties();
    system.setProperty("os.name", name);
    return system;
  }

  @Test
  void withoutADisplayASentenceSaysWhatToDo() {
    assertThatThrownBy(() -> Displays.requireOne(Map.of(), system("Linux")))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("no display")
        .hasMessageContaining("--help");
  }

  @Test
  void anXServerWaylandOrAnotherSystemWillDo() {
    assertThatCode(() -> Displays.requireOne(Map.of("DISPLAY", ":0"), system("Linux")))
        .doesNotThrowAnyException();
    assertThatCode(() -> Displays.requireOne(Map.of("WAYLAND_DISPLAY", "w"), system("Linux")))
        .doesNotThrowAnyException();
    assertThatCode(() -> Displays.requireOne(Map.of(), system("Windows 11")))
        .doesNotThrowAnyException();
  }

  @Test
  void aMissingLibraryIsToldWithItsPackage() {
    RuntimeException failure =
        new RuntimeException(
            new UnsatisfiedLinkError(
                "/opt/x/libglassgtk3.so: libXtst.so.6: cannot open shared object file: No such file"
                    + " or directory"));

    assertThat(Displays.missingLibrary(failure))
        .hasValueSatisfying(e ->
            assertThat(e).hasMessageContaining("libXtst.so.6").hasMessageContaining("libxtst6"));
    assertThat(Displays.missingLibrary(new IllegalStateException("another fault"))).isEmpty();
  }

  /** What JavaFX says where the display is there and GTK is not, and the other way round. */
  @Test
  void gtkThatIsMissingIsNotCalledAMissingDisplay() {
    assertThat(
            Displays.missingLibrary(
                new RuntimeException(
                    new UnsupportedOperationException("Unable to load glass GTK library."))))
        .hasValueSatisfying(e ->
            assertThat(e)
                .hasMessageContaining("libgtk-3.so.0")
                .hasMessageContaining("libgtk-3-0")
                .hasMessageNotContaining("no display"));
    assertThat(Displays.missingLibrary(new UnsupportedOperationException("Unable to open DISPLAY")))
        .isEmpty();
  }

  @Test
  void theDebianPackageRecommendsEveryLibraryThatIsNamed() throws IOException {
    String control = Files.readString(Path.of("packaging/linux/control"));

    assertThat(control).contains("libgtk-3-0");
    // X11 and fontconfig come with GTK
    assertThat(Displays.PACKAGES.values())
        .filteredOn(name -> !name.equals("libx11-6") && !name.equals("libfontconfig1"))
        .allSatisfy(name -> assertThat(control).contains(name));
  }
}
