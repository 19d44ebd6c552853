package org.audioprocessor.desktop.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.batch.Batch;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.NoFiles;
import org.audioprocessor.desktop.track.TrackViewModel.TrackServices;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs;
import org.audioprocessor.desktop.work.HandledFailures;
import org.audioprocessor.desktop.work.QueuePoller;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.desktop.work.UploadActions.TrackLengths;
import org.audioprocessor.desktop.work.UploadState;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.testing.FakeDownloads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real embedded queue and store, both lanes on the test's own thread. */
class TrackViewModelTest {
  private static final Selected SONG = new Selected("1", "song.wav");
  private static final String FACTS =
      """
      {"title":"Song","artist":"A","plan":{"sentence":"raised by 2.0 dB"},
       "source":{"codec":"flac","sample_rate":44100,"channels":2,"bytes":7,"duration_seconds":60,
         "measurement":{"integrated_lufs":-16.0}},
       "renditions":{"low":{"integrated_lufs":-14.1,"true_peak_dbtp":-0.8},
         "high":{"integrated_lufs":-14.0,"true_peak_dbtp":-1.5}},"rules":[]}\
      """;

  @TempDir Path workspace;

  private final Notices notices = new Notices();
  private final TrackSelection selection = new TrackSelection();
  private final ListenRequests requests = new ListenRequests();
  private final List<String> listened = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private @Nullable Application application;
  private @Nullable TrackViewModel made;

  @BeforeEach
  void open() throws StartupException {
    Application opened =
        Application.open(ApplicationOptions.in(workspace).withEnvironment(Map.of()));
    application = opened;
    UiExecutors executors = new UiExecutors(Runnable::run, Runnable::run);
    People people = new People((question, yes) -> yes.run(), new NoFiles(), notices);
    UploadActions.Resources resources =
        new UploadActions.Resources(
            opened.queue(),
            new Batch(opened.workplace(), 1, Runnable::run, Runnable::run),
            new QueuePoller(opened.queue(), timer, Runnable::run, notices),
            new HandledFailures(
                DesktopState.read(workspace.resolve("window"), Runnable::run), "test"),
            TrackLengths.UNKNOWN);
    LoudnessGraphs graphs =
        new LoudnessGraphs(
            (what, side, cancelled) -> {
              listened.add(what.fileName() + " " + side);
              throw new PlaybackException(side + " is not there.");
            },
            Duration.ZERO);
    made =
        new TrackViewModel(
            new TrackServices(
                resources,
                new UploadActions(resources, new FakeDownloads(), people, executors),
                new TrackServices.Sources(
                    new TrackReader(opened.queue(), opened.store(), opened.keys()),
                    graphs,
                    -14,
                    -1.5),
                opened.rollback("Ann"),
                "Ann",
                selection,
                requests,
                people,
                executors));
  }

  @AfterEach
  void close() throws StartupException {
    timer.shutdownNow();
    Objects.requireNonNull(application).close();
  }

  private UploadQueue queue() {
    return Objects.requireNonNull(application).queue();
  }

  private TrackViewModel model() {
    return Objects.requireNonNull(made);
  }

  private TrackPage page() {
    return Objects.requireNonNull(model().pageProperty().get());
  }

  private Claim claim() throws QueueException {
    return ((ClaimAnswer.Claimed) queue().claim("1", "somebody", Duration.ofMinutes(1))).claim();
  }

  private void publish(String key) throws QueueException {
    Claim claim = claim();
    GenerationTry written = queue().generations().begin(claim).orElseThrow();
    queue().completed(claim, written, "gain", new Result(-16.0, -14.0, -1.5, 60.0, key));
  }

  private void store(String key) throws StorageException {
    Objects.requireNonNull(application)
        .store()
        .put(key, Body.of(FACTS.getBytes(StandardCharsets.UTF_8)), PutOptions.defaults());
  }

  @Test
  void withoutASelectionThereIsAMessageAndNoPage() throws QueueException {
    model().attach();
    assertThat(model().pageProperty().get()).isNull();
    assertThat(model().messageProperty().get()).startsWith("Select a track");
    selection.select(SONG);
    assertThat(model().messageProperty().get()).contains("no longer in the queue");
    queue().add(new Upload("1", "song.wav"));
    selection.select(null);
    selection.select(SONG);
    assertThat(page().status()).isEqualTo(UploadState.WAITING);
    assertThat(page().published()).isNull();
    assertThat(listened).as("there is nothing to compare").isEmpty();
  }

  @Test
  void aPublishedTrackIsReadAndMeasuredOnce() throws Exception {
    queue().add(new Upload("1", "song.wav"));
    store("m.json");
    publish("m.json");
    selection.select(SONG);
    model().attach();
    assertThat(Objects.requireNonNull(page().published()).planSentence())
        .isEqualTo("raised by 2.0 dB");
    assertThat(page().attempts()).hasSize(1);
    assertThat(page().isCurrent()).isTrue();
    assertThat(listened).containsExactly("song.wav OUTPUT", "song.wav INPUT");
    assertThat(model().graphProperty().get().sentence()).contains("OUTPUT is not there.");
    TrackPage before = page();
    model().attach();
    assertThat(page()).as("nothing changed").isSameAs(before);
    assertThat(listened).hasSize(2);
  }

  @Test
  void whatCannotBeReadFromTheStoreIsSaidBesideWhatTheQueueKnows() throws QueueException {
    queue().add(new Upload("1", "song.wav"));
    publish("gone.json");
    selection.select(SONG);
    model().attach();
    assertThat(page().published()).isNull();
    assertThat(page().trouble()).contains("gone.json");
    assertThat(page().verdict()).isEqualTo(ReviewVerdict.UNREVIEWED);
  }

  @Test
  void aVerdictAndItsNoteAreSeenAtOnceAndKeptInTheHistory() throws Exception {
    queue().add(new Upload("1", "song.wav"));
    publish("gone.json");
    selection.select(SONG);
    model().attach();
    model().commands().judge(page(), ReviewVerdict.REJECTED, "clicks at 1:12");
    Optional<TrackPage> read =
        new TrackReader(
                queue(),
                Objects.requireNonNull(application).store(),
                Objects.requireNonNull(application).keys())
            .read("1", null);
    assertThat(read.orElseThrow().verdict()).isEqualTo(ReviewVerdict.REJECTED);
    assertThat(read.orElseThrow().reviews()).hasSize(1);
    assertThat(read.orElseThrow().reviews().getFirst().note()).isEqualTo("clicks at 1:12");
    assertThat(read.orElseThrow().row().tries()).isEqualTo(1);
  }

  @Test
  void aRenditionAboveTheCeilingIsMarkedAndTheReasonGiven() throws Exception {
    publishedSong();
    RenditionGrid grid =
        Fx.get(() -> {
          RenditionGrid made = new RenditionGrid(model());
          made.show(page());
          return made;
        });
    List<String> over = labels(grid, ".peak-over");
    assertThat(over).containsExactly("▲ −0.8");
    assertThat(labels(grid, "#track-peak-over").getFirst())
        .contains("limiter ceiling of −1.5 dBTP", "encoding");
  }

  @Test
  void onlyATrackWithoutADecisionHasTheBlueApprove() throws Exception {
    publishedSong();
    TrackButtons buttons = Fx.get(() -> new TrackButtons(model()));
    assertThat(isBlue(buttons)).isTrue();
    for (ReviewVerdict verdict : List.of(ReviewVerdict.REJECTED, ReviewVerdict.APPROVED)) {
      model().commands().judge(page(), verdict, "");
      Fx.run(model()::attach);
      assertThat(isBlue(buttons)).as(verdict.name()).isFalse();
      assertThat(Fx.get(() -> buttons.lookup("#track-take-back").isVisible())).isTrue();
    }
    model().commands().judge(page(), ReviewVerdict.UNREVIEWED, "");
    Fx.run(model()::attach);
    assertThat(isBlue(buttons)).isTrue();
  }

  @Test
  void titleAndArtistStandInLabelsOfTheirOwn() throws Exception {
    publishedSong();
    TrackHeader header =
        Fx.get(() -> {
          TrackHeader made = new TrackHeader();
          made.show(page());
          return made;
        });
    assertThat(labels(header, "#track-title")).containsExactly("Song");
    assertThat(labels(header, "#track-artist")).containsExactly("A");
  }

  private void publishedSong() throws Exception {
    queue().add(new Upload("1", "song.wav"));
    store("m.json");
    publish("m.json");
    selection.select(SONG);
    model().attach();
  }

  private static boolean isBlue(Parent buttons) {
    return Fx.get(() -> buttons.lookup("#track-approve").getStyleClass().contains("accent"));
  }

  private static List<String> labels(Parent parent, String selector) {
    return Fx.get(
        () -> parent.lookupAll(selector).stream().map(label -> ((Label) label).getText()).toList());
  }

  @Test
  void aFailureShowsItsSentenceAndWhatHelps() throws QueueException {
    queue().add(new Upload("1", "song.wav"));
    queue().failed(claim(), "NOT_AUDIO", "It is not audio.");
    selection.select(SONG);
    model().attach();
    assertThat(page().row().errorMessage()).isEqualTo("It is not audio.");
    assertThat(TrackWords.remedy(page().errorKind())).startsWith("Fix the file");
    assertThat(page().canReprocess()).isFalse();
  }

  @Test
  void listeningIsAskedForAtAPlaceOfTheSelectedTrack() throws QueueException {
    queue().add(new Upload("1", "song.wav"));
    model().listenAt(3);
    assertThat(requests.askedProperty().get()).as("nothing is selected").isNull();
    selection.select(SONG);
    model().attach();
    model().listenAt(-1);
    assertThat(requests.askedProperty().get()).isEqualTo(new ListenRequests.Moment(SONG, 0));
  }
}
