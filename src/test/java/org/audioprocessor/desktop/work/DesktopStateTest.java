package org.audioprocessor.desktop.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.audioprocessor.app.DesktopState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopStateTest {
  @TempDir Path folder;

  private DesktopState read() {
    return DesktopState.read(folder.resolve("desktop/window.properties"), Runnable::run);
  }

  @Test
  void whatIsPutIsThereNextTime() {
    DesktopState state = read();
    state.put("window.width", "900.5");
    state.put("window.maximised", "true");
    assertThat(read().number("window.width", 1)).isEqualTo(900.5);
    assertThat(read().flag("window.maximised", false)).isTrue();
    assertThat(read().get("nothing")).isNull();
  }

  @Test
  void aFileThatSomebodySpoiltCostsNothingButTheMemory() throws IOException {
    Path file = folder.resolve("desktop/window.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "window.width=\\u00zz");
    assertThat(read().number("window.width", 1280)).isEqualTo(1280);
    Files.writeString(file, "window.width=wide");
    assertThat(read().number("window.width", 1280)).isEqualTo(1280);
  }
}
