package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.audioprocessor.PartsException;
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
        .isInstanceOf(PartsException.class)
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
}
