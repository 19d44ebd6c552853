package org.audioprocessor.desktop.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.review.ReviewViewModel.ReviewServices;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.work.QueuePoller;
import org.audioprocessor.desktop.work.QueuePoller.ReviewCounts;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.Review;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.testing.SettableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real embedded queue, both lanes on the test's own thread. */
class ReviewViewModelTest {
  private static final Duration LISTENED = Duration.ofSeconds(1);

  @TempDir Path folder;

  private final TrackSelection selection = new TrackSelection();
  private final Notices notices = new Notices();
  private final SettableClock clock = new SettableClock();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private @Nullable EmbeddedDatabase database;
  private @Nullable ReviewViewModel made;

  @BeforeEach
  void open() throws QueueException {
    database = EmbeddedDatabase.open(folder.resolve("queue"));
    for (String name : List.of("one", "two", "three")) {
      publish(name);
    }
    UiExecutors executors = new UiExecutors(Runnable::run, Runnable::run);
    QueuePoller livePoller = new QueuePoller(queue(), timer, Runnable::run, notices);
    ReviewCounts counts = new ReviewCounts(queue().reviews(), livePoller, executors);
    made =
        new ReviewViewModel(
            new ReviewServices(
                queue().reviews(), "Ada", selection, counts, -1.5, notices, executors),
            clock);
    made.attach();
  }

  @AfterEach
  void close() throws QueueException {
    timer.shutdownNow();
    Objects.requireNonNull(database).close();
  }

  private UploadQueue queue() {
    return Objects.requireNonNull(database).queue();
  }

  private ReviewViewModel model() {
    return Objects.requireNonNull(made);
  }

  private void publish(String name) throws QueueException {
    publish(name, Result.UNKNOWN);
  }

  private void publish(String name, Result result) throws QueueException {
    queue().add(new Upload(name, name + ".wav"));
    Claim claim = queue().claim("test", Duration.ofMinutes(1)).orElseThrow();
    GenerationTry generation = queue().generations().begin(claim).orElseThrow();
    assertThat(queue().generations().startSwitch(claim, generation)).isTrue();
    assertThat(queue().completed(claim, generation, "{}", result)).isTrue();
  }

  private @Nullable String shown() {
    ReviewTrack track = model().trackProperty().get();
    return track == null ? null : track.fileName();
  }

  private Review latest(String uploadId) throws QueueException {
    return queue().reviews().history(uploadId).getFirst();
  }

  @Test
  void theTrackThatWaitsLongestComesFirstAndIsSelectedForThePlayer() {
    assertThat(shown()).isEqualTo("one.wav");
    assertThat(Objects.requireNonNull(selection.selectedProperty().get()).fileName())
        .isEqualTo("one.wav");
  }

  @Test
  void nextLeavesATrackForLaterAndComesRound() {
    model().next();
    assertThat(shown()).isEqualTo("two.wav");
    model().next();
    model().next();
    assertThat(shown()).isEqualTo("one.wav");
  }

  @Test
  void aVerdictIsKeptAndTheNextTrackStandsThere() throws QueueException {
    model().approve();
    clock.advance(LISTENED);
    assertThat(shown()).isEqualTo("two.wav");
    assertThat(latest("one").verdict()).isEqualTo(ReviewVerdict.APPROVED);
    model().beginReject();
    assertThat(model().rejectingProperty().get()).isTrue();
    model().noteProperty().set("Clicks at 1:12");
    model().reject();
    assertThat(latest("two").verdict()).isEqualTo(ReviewVerdict.REJECTED);
    assertThat(latest("two").note()).isEqualTo("Clicks at 1:12");
    assertThat(latest("two").reviewer()).isEqualTo("Ada");
    assertThat(shown()).isEqualTo("three.wav");
    assertThat(model().noteProperty().get()).isEmpty();
  }

  @Test
  void theSecondPressOfASlowDoublePressDecidesNothing() throws QueueException {
    model().approve();
    clock.advance(Duration.ofMillis(900));
    model().approve();
    model().reject();
    assertThat(shown()).isEqualTo("two.wav");
    assertThat(queue().reviews().history("two")).isEmpty();
    clock.advance(Duration.ofMillis(200));
    model().approve();
    assertThat(latest("two").verdict()).isEqualTo(ReviewVerdict.APPROVED);
  }

  @Test
  void aSkippedTrackIsFollowedByOneThatCanBeJudgedAtOnce() throws QueueException {
    model().approve();
    model().next();
    model().approve();
    assertThat(latest("three").verdict()).isEqualTo(ReviewVerdict.APPROVED);
  }

  @Test
  void theLastVerdictCanBeTakenBackOnce() throws QueueException {
    model().approve();
    model().undo();
    assertThat(shown()).isEqualTo("one.wav");
    assertThat(latest("one").verdict()).isEqualTo(ReviewVerdict.UNREVIEWED);
    assertThat(model().lastProperty().get()).isNull();
  }

  @Test
  void aPeakAboveTheCeilingIsMarkedInItsTile() throws QueueException {
    publish("over", new Result(-9.0, -14.0, -0.8, 60.0, "over.json"));
    publish("at", new Result(-9.0, -14.0, -1.54, 60.0, "at.json"));
    Node view = Fx.get(() -> new ReviewView(model()).node());
    show("over.wav");
    assertThat(marked(view)).containsExactly("▲ −0.8 dBTP");
    show("at.wav");
    assertThat(marked(view)).as("−1.5 at a ceiling of −1.5").isEmpty();
  }

  private void show(String fileName) {
    for (int i = 0; i < 5 && !fileName.equals(shown()); i++) {
      Fx.run(model()::next);
    }
    assertThat(shown()).isEqualTo(fileName);
  }

  private static List<String> marked(Node view) {
    return Fx.get(() -> {
      ScrollPane scroll = (ScrollPane) ((Parent) view).getChildrenUnmodifiable().getFirst();
      return scroll.getContent().lookupAll(".peak-over").stream()
          .map(label -> ((Label) label).getText())
          .toList();
    });
  }

  @Test
  void afterTheLastOneNothingIsShown() {
    for (int i = 0; i < 3; i++) {
      model().approve();
      clock.advance(LISTENED);
    }
    assertThat(shown()).isNull();
    assertThat(model().loadedProperty().get()).isTrue();
  }
}
