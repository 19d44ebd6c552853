package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import org.audioprocessor.desktop.testing.Fx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was clicked, Space presses none of it. */
class ClickWalkTest {
  private static final int STEPS_A_SCREEN = 4;
  private static final List<String> SCREENS =
      List.of("queue", "review", "track", "meters", "failures", "log", "settings");

  @TempDir Path folder;

  @Test
  void noSequenceOfClicksMakesSpacePressAButton() throws Exception {
    try (SongsWindow songs = new SongsWindow(folder)) {
      walk(songs, 20261201);
    }
  }

  /** Every button of every screen and dialog may be clicked; Space must press none of them. */
  private static void walk(SongsWindow songs, long seed) {
    OpenWindow window = songs.window();
    Random random = new Random(seed);
    List<String> pressed = new ArrayList<>();
    List<String> done = new ArrayList<>();
    for (String screen : SCREENS) {
      songs.leaveDialogs();
      window.click("go-" + screen);
      for (int step = 0; step < STEPS_A_SCREEN; step++) {
        Node button = randomButton(window, random);
        done.add(screen + ": " + button.getId());
        window.click(button);
        pressed.addAll(SongsWindow.pressedBySpace(() -> songs.press(KeyCode.SPACE)));
        songs.leaveDialogs();
      }
    }
    assertThat(pressed).as("%s", done).isEmpty();
  }

  private static Node randomButton(OpenWindow window, Random random) {
    List<Node> buttons =
        Fx.get(() ->
            nodes(window.stage().getScene().getRoot())
                .filter(node -> node instanceof ButtonBase && !(node instanceof MenuButton))
                .filter(node -> node.getId() != null && !node.isDisabled() && isSeen(node))
                .toList());
    return buttons.get(random.nextInt(buttons.size()));
  }

  private static boolean isSeen(Node node) {
    Scene scene = node.getScene();
    var place = node.localToScene(node.getBoundsInLocal());
    boolean inside =
        place.getMinX() >= 0
            && place.getMinY() >= 0
            && place.getMaxX() <= scene.getWidth()
            && place.getMaxY() <= scene.getHeight();
    for (Node at = node; at != null; at = at.getParent()) {
      inside &= at.isVisible();
    }
    return inside;
  }

  private static Stream<Node> nodes(Node node) {
    Stream<Node> self = Stream.of(node);
    return node instanceof Parent parent
        ? Stream.concat(
            self, parent.getChildrenUnmodifiable().stream().flatMap(ClickWalkTest::nodes))
        : self;
  }
}
