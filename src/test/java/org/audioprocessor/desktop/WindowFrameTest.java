package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.shell.WindowBounds;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.SceneChecks;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands where in the window, at every width and whatever is announced. */
class WindowFrameTest {
  private static final Duration LONGEST = Patience.LONGEST;

  /** On both sides of every width at which the layout changes. */
  private static final List<Integer> WIDTHS =
      List.of(940, 1000, 1079, 1080, 1160, 1239, 1240, 1280);

  @TempDir Path workspace;

  @Test
  void atEveryWidthAllPanesAreInsideTheWindow() throws Exception {
    try (OpenWindow window = OpenWindow.on(workspace)) {
      addFailed(window.context().application().queue());
      TableView<?> table = window.find("queue-table", TableView.class);
      await().atMost(LONGEST).until(() -> Fx.get(() -> table.getItems().size() == 1));
      Fx.run(() -> table.getSelectionModel().select(0));
      List<String> outside = new ArrayList<>();
      for (String screen : List.of("queue", "failures", "settings")) {
        window.click("go-" + screen);
        for (int width : WIDTHS) {
          resize(window, width, 640);
          Fx.run(() -> outside(window.stage().getScene().getRoot(), width, screen, outside));
        }
      }
      assertThat(outside).isEmpty();
      window.click("go-queue");
      theUsualColumnsNeedNoHorizontalBar(window, table);
    }
  }

  private static void theUsualColumnsNeedNoHorizontalBar(OpenWindow window, TableView<?> table) {
    for (int width : WIDTHS) {
      resize(window, width, 640);
      double columns =
          Fx.get(() ->
              table.getVisibleLeafColumns().stream().mapToDouble(TableColumn::getWidth).sum());
      assertThat(columns).as("at %s", width).isLessThanOrEqualTo(Fx.get(table::getWidth));
    }
  }

  @Test
  void theReviewTheTrackAndTheBlindTestFitIntoASmallWindow() throws Exception {
    try (SongsWindow songs = new SongsWindow(workspace)) {
      OpenWindow window = songs.window();
      window.click("go-review");
      await().atMost(LONGEST).until(() -> !songs.text("review-track").isEmpty());
      songs.awaitPlayer();
      fits(window, "review-1000");
      window.press(KeyCode.R);
      window.find("review-note", Node.class);
      fits(window, "review-note-1000");
      window.press(KeyCode.ESCAPE);
      window.press(KeyCode.X);
      window.find("blind-x", Node.class);
      window.click("blind-answer-a");
      fits(window, "blind-1000");
      window.click("blind-end");
      window.click("go-track");
      window.find("track-approve", Node.class);
      fits(window, "track-1000");
    }
  }

  private static void fits(OpenWindow window, String name) throws Exception {
    resize(window, 1000, 640);
    Parent root = window.stage().getScene().getRoot();
    List<String> outside = new ArrayList<>();
    Fx.run(() -> outside(root, 1000, name, outside));
    assertThat(outside).as(name).isEmpty();
    assertThat(Fx.get(() -> SceneChecks.cutOff(root))).as(name).isEmpty();
    assertThat(Fx.get(() -> SceneChecks.cutLabels(root))).as(name).isEmpty();
    Snapshots.write(window.stage(), name);
  }

  @Test
  void anAnnouncementMovesNothing() throws Exception {
    try (OpenWindow window = OpenWindow.on(workspace)) {
      addFailed(window.context().application().queue());
      TableView<?> table = window.find("queue-table", TableView.class);
      await().atMost(LONGEST).until(() -> Fx.get(() -> table.getItems().size() == 1));
      Fx.run(() ->
          window
              .context()
              .window()
              .notices()
              .shown()
              .forEach(notice -> window.context().window().notices().clear(notice)));
      Fx.settle();
      Map<Node, Bounds> before = places(window);
      String name = "x".repeat(400) + ".wav";
      Fx.run(() -> {
        for (Severity severity : Severity.values()) {
          Notice notice =
              Notice.of("test-" + severity, severity, "“" + name + "” was republished.");
          window.context().window().notices().show(notice);
        }
      });
      Fx.settle();
      Node banners = window.find("banners", Node.class);
      Map<Node, Bounds> after = places(window);
      after.keySet().retainAll(before.keySet());
      assertThat(after).containsExactlyInAnyOrderEntriesOf(before);
      Node screen = window.find("screen", Node.class);
      assertThat(Fx.get(() -> banners.getLayoutBounds().getHeight()))
          .isLessThan(Fx.get(() -> screen.getLayoutBounds().getHeight()));
      Snapshots.write(window.stage(), "frame-banners", 1);
    }
  }

  @Test
  void aWindowIsNeverLargerThanItsScreenNorBeyondItsEdges() {
    Rectangle2D laptop = new Rectangle2D(0, 27, 960, 513);
    Rectangle2D second = new Rectangle2D(-1920, 0, 1920, 1040);
    assertThat(WindowBounds.within(laptop, new Rectangle2D(0, 0, 1280, 800))).isEqualTo(laptop);
    assertThat(WindowBounds.within(laptop, new Rectangle2D(300, -40, 800, 500)))
        .isEqualTo(new Rectangle2D(160, 27, 800, 500));
    assertThat(WindowBounds.within(laptop, new Rectangle2D(-500, 900, 700, 400)))
        .isEqualTo(new Rectangle2D(0, 140, 700, 400));
    Rectangle2D fits = new Rectangle2D(-1800, 40, 1280, 800);
    assertThat(WindowBounds.within(second, fits)).isEqualTo(fits);
  }

  private static void addFailed(UploadQueue queue) throws Exception {
    Upload upload = new Upload("one", "Artist 1 - Track with a rather long name of its own.wav");
    queue.add(upload);
    Claim claim =
        ((ClaimAnswer.Claimed) queue.claim("one", "somebody", Duration.ofMinutes(1))).claim();
    queue.failed(claim, "NOT_AUDIO", "The file is not audio: it is a ZIP archive.");
  }

  private static void resize(OpenWindow window, int width, int height) {
    Fx.run(() -> {
      window.stage().setMinWidth(0);
      window.stage().setWidth(width);
      window.stage().setHeight(height);
    });
    Fx.settle();
  }

  private static void outside(Node node, double width, String screen, List<String> found) {
    if (!node.isVisible() || node instanceof TableView<?>) {
      return;
    }
    Bounds place = node.localToScene(node.getLayoutBounds());
    boolean isSeen = node instanceof ButtonBase || node instanceof Label || node.getId() != null;
    if (isSeen && place.getWidth() > 0 && (place.getMaxX() > width + 1 || place.getMinX() < -1)) {
      found.add(screen + " at " + width + ": " + node + " until " + place.getMaxX());
    }
    if (node instanceof ScrollPane pane) {
      double wanted = pane.getContent().getLayoutBounds().getWidth();
      if (wanted > pane.getViewportBounds().getWidth() + 1) {
        found.add(screen + " at " + width + ": " + pane + " shows not all of " + wanted);
      }
      return;
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> outside(child, width, screen, found));
    }
  }

  private static Map<Node, Bounds> places(OpenWindow window) {
    return Fx.get(() -> {
      Map<Node, Bounds> places = new HashMap<>();
      remember(window.stage().getScene().getRoot(), places);
      return places;
    });
  }

  private static void remember(Node node, Map<Node, Bounds> places) {
    if (!node.isVisible() || "banners".equals(node.getId())) {
      return;
    }
    if (node instanceof ButtonBase || node instanceof TableView<?>) {
      places.put(node, node.localToScene(node.getLayoutBounds()));
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> remember(child, places));
    }
  }
}
