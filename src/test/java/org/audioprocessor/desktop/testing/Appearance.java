package org.audioprocessor.desktop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.Scene;
import org.audioprocessor.desktop.shell.Theme;

/** Names, keys, contrast and cut words of what a scene shows now, light and dark. */
public final class Appearance {
  private static final Duration ICONS = Duration.ofSeconds(30);

  private Appearance() {}

  /** Light afterwards. */
  public static void check(Scene scene) {
    for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
      Fx.run(theme::apply);
      Fx.settle();
      Parent root = Fx.get(scene::getRoot);
      Fx.run(root::applyCss);
      assertThat(Fx.get(() -> SceneChecks.withoutName(root))).as("without a name").isEmpty();
      assertThat(Fx.get(() -> SceneChecks.withoutKeyboard(root))).as("mouse only").isEmpty();
      await() // icons take their colours a pulse later
          .atMost(ICONS)
          .untilAsserted(() ->
              assertThat(Fx.get(() -> SceneChecks.hardToRead(root)))
                  .as("contrast, " + theme)
                  .isEmpty());
      assertThat(Fx.get(() -> SceneChecks.cutOff(root))).as("cut off").isEmpty();
    }
  }
}
