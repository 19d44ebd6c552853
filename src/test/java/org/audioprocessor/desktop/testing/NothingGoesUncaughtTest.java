package org.audioprocessor.desktop.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

class NothingGoesUncaughtTest {
  @Test
  void anExceptionOnTheJavaFxThreadFailsTheTestOnce() {
    Fx.start();
    Platform.runLater(() -> {
      throw new IllegalStateException("a deliberate fault");
    });
    Fx.settle();
    assertThatThrownBy(NothingGoesUncaught::requireNone).hasMessageContaining("deliberate fault");
    assertThatCode(NothingGoesUncaught::requireNone).doesNotThrowAnyException();
  }

  @Test
  void aColourThatDoesNotExistFailsTheTest() {
    Fx.run(() -> {
      Label label = new Label("x");
      label.setStyle("-fx-text-fill: -color-that-is-missing;");
      StackPane root = new StackPane(label);
      new Scene(root);
      root.applyCss();
    });
    assertThatThrownBy(NothingGoesUncaught::requireNone).hasMessageContaining("style sheet");
  }
}
