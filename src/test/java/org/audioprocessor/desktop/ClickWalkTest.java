package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random clicks and keys on every screen. Space presses nothing that was clicked, and Space, Enter,
 * Tab and arrows decide, delete and retry nothing.
 */
class ClickWalkTest {
  private static final int STEPS_A_SCREEN = 4;
  private static final int EVENTS_A_SCREEN = Boolean.getBoolean("soak") ? 1000 : 40;
  private static final List<KeyCode> KEYS =
      List.of(
          KeyCode.SPACE,
          KeyCode.ENTER,
          KeyCode.TAB,
          KeyCode.LEFT,
          KeyCode.RIGHT,
          KeyCode.UP,
          KeyCode.DOWN);

  /** Buttons whose own click changes uploads, settings or files. */
  private static final Pattern CHANGES =
      Pattern.compile(
          ".*(approve|reject|undo|take-back|retry|put-back|process|cancel|handle|remove|roll-back"
              + "|save|add|download|export|bundle|folder|test|banner|notice).*");

  private static final List<String> SCREENS =
      List.of("queue", "review", "track", "meters", "failures", "log", "settings");

  @TempDir Path folder;

  @Test
  void noSequenceOfClicksMakesSpacePressAButton() throws Exception {
    try (SongsWindow songs = new SongsWindow(folder)) {
      walk(songs, 20261201);
    }
  }

  @Test
  void noSequenceOfClicksAndKeysDecidesDeletesOrRetriesAnything() throws Exception {
    long seed = Boolean.getBoolean("soak") ? System.nanoTime() : 20261202;
    try (SongsWindow songs = new SongsWindow(folder)) {
      UploadQueue queue = songs.window().context().application().queue();
      Map<UploadStatus, Long> before = queue.counts();
      for (String screen : SCREENS) {
        List<String> done = clicksAndKeys(songs, screen, new Random(seed));
        assertThat(songs.verdicts()).as("%s %s: %s", seed, screen, done).isEmpty();
        assertThat(queue.counts()).as("%s %s: %s", seed, screen, done).isEqualTo(before);
      }
    }
  }

  private static List<String> clicksAndKeys(SongsWindow songs, String screen, Random random) {
    OpenWindow window = songs.window();
    List<String> done = new ArrayList<>();
    for (int i = 0; i < EVENTS_A_SCREEN; i++) {
      songs.leaveDialogs();
      if (i % 10 == 0) {
        window.click("go-" + screen); // a click or a key may have left it
      }
      if (i % 8 == 0) {
        done.add("Tab to a verdict");
        tabToAVerdict(window, random);
        songs.press(KeyCode.SPACE);
      } else if (random.nextInt(3) == 0) {
        Node button = randomButton(window, random, id -> !CHANGES.matcher(id).matches());
        done.add(button.getId());
        window.click(button);
      } else {
        KeyCode key = KEYS.get(random.nextInt(KEYS.size()));
        if (!isForButton(window, key)) {
          done.add(key.name());
          songs.press(key);
        }
      }
    }
    songs.leaveDialogs();
    return done;
  }

  /**
   * A button that the Tab key reached is pressed by Space and Enter, as it should be; one that
   * decides about a track by Enter only.
   */
  private static boolean isForButton(OpenWindow window, KeyCode key) {
    return Fx.get(() -> {
      Node owner = window.stage().getScene().getFocusOwner();
      return owner instanceof ButtonBase
          && owner.isFocusVisible()
          && (key == KeyCode.ENTER || (key == KeyCode.SPACE && !Controls.isVerdict(owner)));
    });
  }

  /** By the last key of the way: a whole way is some 30 keys long. */
  private static void tabToAVerdict(OpenWindow window, Random random) {
    List<Node> verdicts =
        Fx.get(() ->
            nodes(window.stage().getScene().getRoot())
                .filter(node -> Controls.isVerdict(node) && !node.isDisabled() && isSeen(node))
                .toList());
    if (!verdicts.isEmpty()) {
      Node one = verdicts.get(random.nextInt(verdicts.size()));
      Fx.run(() -> {
        one.requestFocus();
        one.requestFocusTraversal(TraversalDirection.NEXT);
      });
      window.press(KeyCode.SHIFT, KeyCode.TAB);
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
        Node button = randomButton(window, random, id -> true);
        done.add(screen + ": " + button.getId());
        window.click(button);
        pressed.addAll(SongsWindow.pressedBySpace(() -> songs.press(KeyCode.SPACE)));
        songs.leaveDialogs();
      }
    }
    assertThat(pressed).as("%s", done).isEmpty();
  }

  private static Node randomButton(OpenWindow window, Random random, Predicate<String> wanted) {
    List<Node> buttons =
        Fx.get(() ->
            nodes(window.stage().getScene().getRoot())
                .filter(node -> node instanceof ButtonBase && !(node instanceof MenuButton))
                .filter(node -> node.getId() != null && wanted.test(node.getId()))
                .filter(node -> !node.isDisabled() && isSeen(node))
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
