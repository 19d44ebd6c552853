package org.audioprocessor.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.layout.Border;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.audioprocessor.desktop.testing.Fx;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the keyboard's focus is, and where a drop would go, is seen in both themes. */
class FocusAndDropTest {
  private static final PseudoClass FOCUS = PseudoClass.getPseudoClass("focus-visible");

  private static Scene scene(Parent root, boolean dark) {
    Scene scene = new Scene(root, 400, 300);
    scene.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    Theme.style(scene);
    return scene;
  }

  /** What a style sheet makes of a node with and without a state. */
  private static <T extends Node, V> void requireChange(
      T node, PseudoClass state, boolean dark, Function<T, @Nullable V> seen) {
    Fx.run(() -> {
      Parent root =
          node instanceof Parent parent && parent.getStyleClass().contains("main-window")
              ? parent
              : new StackPane(node);
      Scene scene = scene(root, dark);
      root.applyCss();
      root.layout();
      V before = seen.apply(node);
      node.pseudoClassStateChanged(state, true);
      root.applyCss();
      assertThat(seen.apply(node)).isNotNull().isNotEqualTo(before);
      assertThat(scene.getRoot()).isSameAs(root);
    });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSliderWithTheFocusHasAGlowAndAMainButtonABorder(boolean dark) {
    Slider volume = Fx.get(() -> new Slider(0, 1, 0.5));
    requireChange(volume, FOCUS, dark, slider -> slider.lookup(".thumb").getEffect());

    Button play = Fx.get(() -> new Button("Play"));
    play.getStyleClass().add("accent");
    requireChange(play, FOCUS, dark, Region::getBorder);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theWindowIsMarkedWhileFilesAreDraggedOverIt(boolean dark) {
    StackPane window = Fx.get(StackPane::new);
    window.getStyleClass().add("main-window");
    Fx.run(() -> {
      Scene scene = scene(window, dark);
      FileDrop.mark(scene, true);
      window.applyCss();
      Border marked = window.getBorder();
      assertThat(marked).isNotNull();
      FileDrop.mark(scene, false);
      window.applyCss();
      assertThat(window.getBorder()).isNotEqualTo(marked);
    });
  }
}
