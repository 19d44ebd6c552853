package org.audioprocessor.desktop.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.audioprocessor.desktop.controls.Controls.Tips;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

class TipsTest {
  private static final Duration LONGEST = Patience.LONGEST;

  private final AtomicReference<String> words = new AtomicReference<>("");
  private final FxRobot robot = new FxRobot();
  private final Label label = Fx.get(() -> new Label("…"));

  @AfterEach
  void close() {
    Fx.run(() -> Window.getWindows().stream().toList().forEach(Window::hide));
  }

  private static List<String> shown() {
    return Fx.get(() ->
        Window.getWindows().stream()
            .filter(Tooltip.class::isInstance)
            .map(window -> ((Tooltip) window).getText())
            .toList());
  }

  @Test
  void theWordsOfTheMomentAreShownWhereTheMouseRests() {
    Fx.run(() -> {
      Stage stage = new Stage();
      stage.setScene(new Scene(new StackPane(label), 300, 200));
      Tips.on(label, words::get);
      stage.show();
    });
    robot.moveTo(label);
    Fx.settle();
    assertThat(Fx.get(() -> label.hasProperties())).as("made for nothing").isFalse();

    words.set("all of it");
    robot.moveBy(1, 0);
    await().atMost(LONGEST).until(() -> shown().equals(List.of("all of it")));
  }
}
