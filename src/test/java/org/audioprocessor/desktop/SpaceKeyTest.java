package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Space plays and pauses after any click, and decides nothing; with real keys and clicks. */
class SpaceKeyTest {
  private static final int MOST_TABS = 60;
  private static final List<String> SCREENS =
      List.of("queue", "review", "track", "meters", "failures", "log", "settings");

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // set before each test
  private SongsWindow songs;

  @SuppressWarnings("NullAway.Init") // as well
  private OpenWindow window;

  @BeforeEach
  void open() throws Exception {
    songs = new SongsWindow(folder);
    window = songs.window();
  }

  @AfterEach
  void close() {
    songs.close();
  }

  @Test
  void inTheReviewSpacePlaysWhateverWasClickedOrReachedAndDecidesNothing() throws Exception {
    spaceAfterApproveByMousePlaysTheNextTrackAndApprovesNothing();
    spaceAfterARejectionByKeyPlaysAndWithdrawsNothing();
    aHeldKeyDecidesAboutOneTrackOnly();
    aDoubleClickDecidesAboutOneTrackOnly();
    inTheReviewSpacePlaysWhicheverButtonTheTabKeyReached();
  }

  @Test
  void outsideTheReviewSpacePlaysAfterAClickAndPressesWhatTheTabKeyReached() throws Exception {
    spacePlaysAfterAClickOnAnyRenditionToggleFilterOrScreen();
    aButtonThatTheTabKeyReachedIsPressedBySpace();
    aVerdictThatTheTabKeyReachedIsGivenByEnterOnly();
  }

  private void spaceAfterApproveByMousePlaysTheNextTrackAndApprovesNothing() throws Exception {
    String first = reviewedTrack();
    int before = songs.verdicts().size();
    window.click("review-approve");
    nextAfter(first);
    songs.spacePlaysOrPauses();
    window.click("review-next");
    songs.spacePlaysOrPauses();
    songs.press(KeyCode.ENTER);
    assertThat(songs.verdicts()).hasSize(before + 1);
  }

  private void spaceAfterARejectionByKeyPlaysAndWithdrawsNothing() throws Exception {
    String first = reviewedTrack();
    int before = songs.verdicts().size();
    songs.press(KeyCode.R);
    Node note = window.find("review-note", Node.class);
    await().atMost(SongsWindow.LONGEST).until(() -> Fx.get(note::isFocused));
    window.robot().write("too loud");
    songs.press(KeyCode.ENTER);
    nextAfter(first);
    songs.spacePlaysOrPauses();
    songs.press(KeyCode.SPACE);
    assertThat(songs.verdicts()).hasSize(before + 1);
    assertThat(songs.verdicts())
        .filteredOn(one -> one.verdict() == ReviewVerdict.REJECTED)
        .hasSize(1);
    window.click("review-undo");
    await().atMost(SongsWindow.LONGEST).until(() -> songs.text("review-track").equals(first));
  }

  private void aHeldKeyDecidesAboutOneTrackOnly() throws Exception {
    String first = reviewedTrack();
    int before = songs.verdicts().size();
    Fx.run(() -> fire(KeyEvent.KEY_PRESSED, KeyCode.A));
    await().atMost(SongsWindow.LONGEST).until(() -> !songs.text("review-track").equals(first));
    for (int i = 0; i < 20; i++) {
      Fx.run(() -> fire(KeyEvent.KEY_PRESSED, KeyCode.A));
    }
    Fx.run(() -> fire(KeyEvent.KEY_RELEASED, KeyCode.A));
    Fx.settle();
    assertThat(songs.verdicts()).hasSize(before + 1);
    window.click("review-undo");
    await().atMost(SongsWindow.LONGEST).until(() -> songs.text("review-track").equals(first));
  }

  private void aDoubleClickDecidesAboutOneTrackOnly() throws Exception {
    String first = reviewedTrack();
    int before = songs.verdicts().size();
    window.doubleClick("review-approve");
    await().atMost(SongsWindow.LONGEST).until(() -> !songs.text("review-track").equals(first));
    assertThat(songs.verdicts()).hasSize(before + 1);
    window.click("review-undo");
    await().atMost(SongsWindow.LONGEST).until(() -> songs.text("review-track").equals(first));
  }

  private void inTheReviewSpacePlaysWhicheverButtonTheTabKeyReached() throws Exception {
    reviewedTrack();
    int before = songs.verdicts().size();
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < MOST_TABS && !reached.contains("review-next"); i++) {
      songs.press(KeyCode.TAB);
      Node focused = Fx.get(() -> window.stage().getScene().getFocusOwner());
      if (focused instanceof ButtonBase) {
        reached.add(String.valueOf(focused.getId()));
        songs.spacePlaysOrPauses();
      }
    }
    assertThat(reached).contains("review-approve", "review-reject", "review-next");
    assertThat(reached).doesNotContain("review-undo");
    assertThat(songs.verdicts()).hasSize(before);
  }

  private void spacePlaysAfterAClickOnAnyRenditionToggleFilterOrScreen() {
    for (String id :
        List.of("listen-low", "listen-high", "preview-levels", "preview-levels", "filter-all")) {
      window.click(id);
      songs.spacePlaysOrPauses();
    }
    for (String screen : SCREENS) {
      window.click("go-" + screen);
      songs.spacePlaysOrPauses();
    }
  }

  private void aButtonThatTheTabKeyReachedIsPressedBySpace() {
    window.click("go-meters");
    tabTo("meters-pause");
    assertThat(SongsWindow.pressedBySpace(() -> songs.press(KeyCode.SPACE)))
        .containsExactly("meters-pause");
  }

  private void aVerdictThatTheTabKeyReachedIsGivenByEnterOnly() throws Exception {
    window.click("go-track");
    tabTo("track-approve");
    songs.spacePlaysOrPauses();
    int before = songs.verdicts().size();
    songs.press(KeyCode.ENTER);
    await().atMost(SongsWindow.LONGEST).until(() -> songs.verdicts().size() == before + 1);
  }

  private void tabTo(String id) {
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < MOST_TABS && !reached.contains(id); i++) {
      songs.press(KeyCode.TAB);
      reached.add(focusedId());
    }
    assertThat(reached).contains(id);
  }

  private String focusedId() {
    return Fx.get(() -> {
      Node owner = window.stage().getScene().getFocusOwner();
      return owner == null ? "" : String.valueOf(owner.getId());
    });
  }

  private String reviewedTrack() {
    window.click("go-review");
    await().atMost(SongsWindow.LONGEST).until(() -> !songs.text("review-track").isEmpty());
    songs.awaitPlayer();
    return songs.text("review-track");
  }

  private void nextAfter(String first) {
    await().atMost(SongsWindow.LONGEST).until(() -> !songs.text("review-track").equals(first));
    songs.awaitPlayer();
  }

  private void fire(javafx.event.EventType<KeyEvent> type, KeyCode key) {
    Node owner = window.stage().getScene().getFocusOwner();
    KeyEvent event = new KeyEvent(type, "a", "a", key, false, false, false, false);
    javafx.event.Event.fireEvent(owner, event);
  }
}
