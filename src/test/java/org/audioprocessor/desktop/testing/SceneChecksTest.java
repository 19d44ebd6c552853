package org.audioprocessor.desktop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

/** Each check is seen failing once. */
class SceneChecksTest {
  @Test
  void aNamelessAPaleAndAMouseOnlyControlAreFound() {
    Fx.run(() -> {
      Button nameless = new Button();
      Button mouseOnly = new Button("mouse");
      mouseOnly.setFocusTraversable(false);
      Label pale = new Label("pale");
      pale.setStyle("-fx-text-fill: #999999;");
      Button narrow = new Button("far too long for its place");
      narrow.setMaxWidth(60);
      VBox root = new VBox(nameless, mouseOnly, pale, narrow);
      root.setStyle("-fx-background-color: #ffffff;");
      new Scene(root, 200, 200);
      root.applyCss();
      root.layout();
      assertThat(SceneChecks.withoutName(root)).hasSize(1);
      assertThat(SceneChecks.withoutKeyboard(root)).hasSize(1);
      assertThat(SceneChecks.hardToRead(root)).singleElement().asString().contains("“pale”");
      assertThat(SceneChecks.cutOff(root)).hasSize(1);
    });
  }
}
