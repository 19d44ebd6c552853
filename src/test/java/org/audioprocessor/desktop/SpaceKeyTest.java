package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import org.audioprocessor.demo.DemoTracks;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.work.BatchState;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Review;
import org.audioprocessor.queue.ReviewVerdict;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Space plays and pauses after any click, and decides nothing; with real keys and clicks. */
class SpaceKeyTest {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int RATE = 44_100;
  private static final List<String> SCREENS =
      List.of("queue", "review", "track", "meters", "failures", "log", "settings");

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // set by the test before anything else
  private OpenWindow window;

  private final List<String> songs = new ArrayList<>();

  @Test
  void spacePlaysAfterAnyClickAndDecidesNothing() throws Exception {
    try (OpenWindow opened = OpenWindow.on(folder.resolve("Audio Processor"))) {
      window = opened;
      processThreeTracks();
      everyTrackWaitsForReview();
      spaceAfterApproveByMousePlaysTheNextTrackAndApprovesNothing();
      spaceAfterARejectionByKeyPlaysAndWithdrawsNothing();
      theSecondPressOfADoubleClickDecidesNothingAboutTheNextTrack();
      aHeldKeyDecidesAboutOneTrackOnly();
      inTheReviewSpacePlaysWhicheverButtonTheTabKeyReached();
      everyTrackWaitsForReview();
      spacePlaysAfterAClickOnAnyRenditionToggleFilterOrScreen();
      noSequenceOfClicksMakesSpacePressAButton(20261201);
    }
  }

  private void processThreeTracks() throws Exception {
    for (int i = 1; i <= 3; i++) {
      Path song = folder.resolve("Song " + i + ".wav");
      AudioFiles.wav(song, Signals.music(RATE, i, Signals.at(-20, 8)), RATE);
      songs.add(window.bench().parts().addUploads().add(song, true).upload().uploadId());
    }
    window.bench().parts().addUploads().add(DemoTracks.writeCorrupt(folder), true);
    await().atMost(LONGEST).until(() -> count(UploadStatus.WAITING) == 4);
    await().atMost(LONGEST).until(() -> !window.find("queue-process-all", Node.class).isDisabled());
    window.click("queue-process-all");
    if (window.shows("question")) {
      press(KeyCode.ENTER);
    }
    await()
        .atMost(LONGEST)
        .until(() ->
            Fx.get(() -> window.bench().batch().stateProperty().get().phase())
                == BatchState.Phase.ENDED);
    await().atMost(LONGEST).until(() -> count(UploadStatus.COMPLETED) == 3);
  }

  private void everyTrackWaitsForReview() throws QueueException {
    leaveDialogs();
    window.click("go-queue");
    window.click("filter-completed");
    TableView<?> table = window.find("queue-table", TableView.class);
    await().atMost(LONGEST).until(() -> Fx.get(() -> table.getItems().size() == 3));
    Fx.run(() -> table.getSelectionModel().clearAndSelect(0));
    await().atMost(LONGEST).until(() -> !text("preview-time").isEmpty());
  }

  private void spaceAfterApproveByMousePlaysTheNextTrackAndApprovesNothing() throws Exception {
    String first = reviewedTrack();
    int before = verdicts().size();
    window.click("review-approve");
    await().atMost(LONGEST).until(() -> !text("review-track").equals(first));
    spacePlaysOrPauses();
    window.click("review-next");
    spacePlaysOrPauses();
    press(KeyCode.ENTER);
    assertThat(verdicts()).hasSize(before + 1);
  }

  private void spaceAfterARejectionByKeyPlaysAndWithdrawsNothing() throws Exception {
    String first = reviewedTrack();
    int before = verdicts().size();
    press(KeyCode.R);
    Node note = window.find("review-note", Node.class);
    await().atMost(LONGEST).until(() -> Fx.get(note::isFocused));
    window.robot().write("too loud");
    press(KeyCode.ENTER);
    await().atMost(LONGEST).until(() -> !text("review-track").equals(first));
    spacePlaysOrPauses();
    press(KeyCode.SPACE);
    assertThat(verdicts()).hasSize(before + 1);
    assertThat(verdicts()).filteredOn(one -> one.verdict() == ReviewVerdict.REJECTED).hasSize(1);
    window.click("review-undo");
    await().atMost(LONGEST).until(() -> text("review-track").equals(first));
  }

  private void theSecondPressOfADoubleClickDecidesNothingAboutTheNextTrack() throws Exception {
    String first = reviewedTrack();
    int before = verdicts().size();
    Node approve = window.find("review-approve", Node.class);
    window.robot().doubleClickOn(approve);
    await().atMost(LONGEST).until(() -> !text("review-track").equals(first));
    press(KeyCode.SPACE);
    assertThat(verdicts()).hasSize(before + 1);
    window.click("review-undo");
    await().atMost(LONGEST).until(() -> text("review-track").equals(first));
  }

  private void aHeldKeyDecidesAboutOneTrackOnly() throws Exception {
    String first = reviewedTrack();
    int before = verdicts().size();
    Fx.run(() -> fire(KeyEvent.KEY_PRESSED, KeyCode.A));
    await().atMost(LONGEST).until(() -> !text("review-track").equals(first));
    for (int i = 0; i < 20; i++) {
      Fx.run(() -> fire(KeyEvent.KEY_PRESSED, KeyCode.A));
    }
    Fx.run(() -> fire(KeyEvent.KEY_RELEASED, KeyCode.A));
    Fx.settle();
    assertThat(verdicts()).hasSize(before + 1);
    window.click("review-undo");
    await().atMost(LONGEST).until(() -> text("review-track").equals(first));
  }

  private void inTheReviewSpacePlaysWhicheverButtonTheTabKeyReached() throws Exception {
    reviewedTrack();
    int before = verdicts().size();
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 40 && !reached.contains("review-next"); i++) {
      press(KeyCode.TAB);
      Node focused = Fx.get(() -> window.stage().getScene().getFocusOwner());
      if (focused instanceof ButtonBase) {
        reached.add(String.valueOf(focused.getId()));
        spacePlaysOrPauses();
      }
    }
    assertThat(reached).contains("review-approve", "review-reject", "review-next");
    assertThat(reached).doesNotContain("review-undo");
    assertThat(verdicts()).hasSize(before);
  }

  private void spacePlaysAfterAClickOnAnyRenditionToggleFilterOrScreen() {
    for (String id :
        List.of("listen-low", "listen-high", "preview-levels", "preview-levels", "filter-all")) {
      window.click(id);
      spacePlaysOrPauses();
    }
  }

  /** Every button of every screen and dialog may be clicked; Space must press none of them. */
  private void noSequenceOfClicksMakesSpacePressAButton(long seed) {
    Random random = new Random(seed);
    List<String> pressed = new ArrayList<>();
    List<String> done = new ArrayList<>();
    for (String screen : SCREENS) {
      leaveDialogs();
      window.click("go-" + screen);
      for (int step = 0; step < 6; step++) {
        Node button = randomButton(random);
        done.add(screen + ": " + button.getId());
        window.click(button);
        pressed.addAll(pressedBySpace(() -> press(KeyCode.SPACE)));
        leaveDialogs();
      }
    }
    assertThat(pressed).as("%s", done).isEmpty();
  }

  private Node randomButton(Random random) {
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
            self, parent.getChildrenUnmodifiable().stream().flatMap(SpaceKeyTest::nodes))
        : self;
  }

  /** The buttons, of all windows, that act while this runs. */
  private static List<String> pressedBySpace(Runnable key) {
    List<String> pressed = new CopyOnWriteArrayList<>();
    javafx.event.EventHandler<ActionEvent> note =
        event -> {
          if (event.getTarget() instanceof ButtonBase button) {
            pressed.add(String.valueOf(button.getId()));
          }
        };
    List<Scene> scenes = Fx.get(() -> Window.getWindows().stream().map(Window::getScene).toList());
    Fx.run(() -> scenes.forEach(scene -> scene.addEventFilter(ActionEvent.ACTION, note)));
    key.run();
    Fx.run(() -> scenes.forEach(scene -> scene.removeEventFilter(ActionEvent.ACTION, note)));
    return pressed;
  }

  private void leaveDialogs() {
    for (int i = 0; i < 5 && Fx.get(() -> Window.getWindows().size() > 1); i++) {
      press(KeyCode.ESCAPE);
    }
    Fx.run(() -> {
      if (window.stage().getScene().getFocusOwner() instanceof TextInputControl text) {
        text.getScene().getRoot().requestFocus();
      }
    });
  }

  private String reviewedTrack() {
    window.click("go-review");
    await().atMost(LONGEST).until(() -> !text("review-track").isEmpty());
    String name = text("review-track");
    await().atMost(LONGEST).until(() -> text("preview-track").equals(name));
    return name;
  }

  private void spacePlaysOrPauses() {
    await()
        .atMost(LONGEST)
        .until(() -> !Fx.get(window.find("preview-play", Node.class)::isDisabled));
    String before = accessible("preview-play");
    press(KeyCode.SPACE);
    await().atMost(LONGEST).until(() -> !accessible("preview-play").equals(before));
  }

  private List<Review> verdicts() throws QueueException {
    // what a key or click has asked for is stored on another thread
    Fx.settle();
    List<Review> all = new ArrayList<>();
    var queue = window.bench().parts().queue();
    for (String id : songs) {
      all.addAll(queue.verdicts().history(id));
    }
    return all;
  }

  private void fire(javafx.event.EventType<KeyEvent> type, KeyCode key) {
    Node owner = window.stage().getScene().getFocusOwner();
    KeyEvent event = new KeyEvent(type, "a", "a", key, false, false, false, false);
    javafx.event.Event.fireEvent(owner, event);
  }

  private long count(UploadStatus status) {
    return Fx.get(() -> window.bench().counts().counts().get().getOrDefault(status, 0L));
  }

  private void press(KeyCode key) {
    window.robot().press(key).release(key);
    Fx.settle();
  }

  private String text(String id) {
    return Fx.get(window.find(id, Label.class)::getText);
  }

  private String accessible(String id) {
    return String.valueOf(Fx.get(window.find(id, Node.class)::getAccessibleText));
  }
}
