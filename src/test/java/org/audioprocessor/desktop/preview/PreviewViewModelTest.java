package org.audioprocessor.desktop.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.desktop.controls.Screen.Shortcut;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.preview.ChosenPlayer.PreviewServices;
import org.audioprocessor.desktop.preview.Comparison.BlindListening;
import org.audioprocessor.desktop.preview.sound.FoundTrack;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.QueuePoller;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.preview.BlindTest.Side;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.testing.FakePlayer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a published track and a fake player, both lanes on the test's own thread. */
class PreviewViewModelTest {
  private static final Selected CLICKS = new Selected("1", "clicks.wav");

  @TempDir Path folder;

  private final List<String> asked = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private boolean holding;
  private final Executor background =
      task -> {
        if (holding) {
          held.add(task);
        } else {
          task.run();
        }
      };
  private final AtomicLong nanos = new AtomicLong();
  private final FakePlayer decoded = new FakePlayer(nanos::get);
  private final FakePlayer client = new FakePlayer(nanos::get);
  private final ObjectStore store = PublishedClicks.store();
  private ObjectStore tracks = store;
  private final TrackSelection selection = new TrackSelection();
  private final ListenRequests requests = new ListenRequests();
  private final NowPlaying nowPlaying = new NowPlaying();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private boolean published = true;
  private Ladder ladder = Ladder.DEFAULT;
  private @Nullable EmbeddedDatabase database;
  private @Nullable QueuePoller poller;
  private @Nullable PreviewViewModel made;

  @BeforeEach
  void open() throws QueueException {
    EmbeddedDatabase opened = EmbeddedDatabase.open(folder.resolve("queue"));
    database = opened;
    poller = new QueuePoller(opened.queue(), timer, Runnable::run, new Notices());
    PreviewServices services =
        new PreviewServices(
            this::find,
            new PreviewServices.Players(() -> decoded, () -> client, folder),
            new PreviewServices.Wishes(
                selection, requests, Objects.requireNonNull(poller), nowPlaying, Duration.ZERO),
            state(),
            new UiExecutors(background, Runnable::run));
    made = new PreviewViewModel(services);
    made.attach();
  }

  @AfterEach
  void close() throws QueueException, StorageException {
    model().close();
    Objects.requireNonNull(poller).close();
    timer.shutdownNow();
    Objects.requireNonNull(database).close();
    store.close();
  }

  private DesktopState state() {
    return DesktopState.read(folder.resolve("window"), Runnable::run);
  }

  private PreviewViewModel model() {
    return Objects.requireNonNull(made);
  }

  private FoundTrack find(Selected upload) throws IOException {
    asked.add(upload.fileName());
    if (upload.fileName().equals("gone.wav")) {
      throw new IOException("The bucket cannot be reached.");
    }
    Map<Rendition, OptionalDouble> levels = new HashMap<>();
    levels.put(Rendition.RAW, OptionalDouble.of(-30));
    levels.put(Rendition.rung("low"), OptionalDouble.of(-19.2));
    PreviewTrack track = PublishedClicks.track(tracks).withLadder(ladder);
    return new FoundTrack(upload, track, published, levels);
  }

  private void pass(double seconds) {
    nanos.addAndGet((long) (seconds * 1e9));
    model().pull();
  }

  private Listening now() {
    return model().listeningProperty().get();
  }

  @Test
  void theSelectedTrackIsReadyAndPlaysFromItsStart() {
    selection.select(CLICKS);
    assertThat(now().hasTrack()).isTrue();
    assertThat(now().plays()).isFalse();
    model().playOrPause();
    pass(2);
    assertThat(now().plays()).isTrue();
    assertThat(now().positionSeconds()).isCloseTo(2, within(1e-6));
    assertThat(nowPlaying.meterProperty().get()).isNotNull();
  }

  @Test
  void whoWalksThroughAListAsksForNothingOnTheWay() {
    holding = true;
    for (int i = 0; i < 5; i++) {
      selection.select(new Selected("w" + i, "walked.wav"));
    }
    selection.select(CLICKS);
    holding = false;
    held.forEach(Runnable::run);
    assertThat(asked).containsExactly("clicks.wav");
    assertThat(now().hasTrack()).isTrue();
  }

  @Test
  void aTrackThatIsSelectedAgainStaysThoughAnotherWasSelectedInBetween() {
    selection.select(CLICKS);
    holding = true;
    selection.select(new Selected("2", "between.wav"));
    selection.select(CLICKS);
    holding = false;
    held.forEach(Runnable::run);
    assertThat(Objects.requireNonNull(model().foundProperty().get()).upload()).isEqualTo(CLICKS);
  }

  @Test
  void aTrackThatWasJustSelectedPlaysAsSoonAsItIsFound() {
    holding = true;
    selection.select(CLICKS);
    model().playOrPause();
    assertThat(now().plays()).isFalse();
    holding = false;
    held.forEach(Runnable::run);
    pass(1);
    assertThat(now().plays()).isTrue();
    assertThat(asked).containsExactly("clicks.wav");
  }

  @Test
  void anotherRenditionGoesOnAtTheSamePlaceAndIsRemembered() {
    selection.select(CLICKS);
    model().playOrPause();
    pass(3);
    model().choose(3);
    assertThat(decoded.snapshot().heard()).contains(Rendition.rung("low"));
    assertThat(now().positionSeconds()).isCloseTo(3, within(1e-6));
    assertThat(model().renditionProperty().get()).isEqualTo(Rendition.rung("low"));
  }

  private static Ladder with(Rung... more) {
    List<Rung> rungs = new ArrayList<>(Ladder.DEFAULT.rungs());
    rungs.addAll(List.of(more));
    return new Ladder(rungs);
  }

  private List<String> words() {
    TrackRenditions renditions = model().renditions();
    return renditions.all().stream().map(renditions::word).toList();
  }

  /** The rung stands first in the ladder, and last among the keys. */
  @Test
  void aRungThatOnlyThisTrackHasIsListedAndPlayedByTheNextKey() throws Exception {
    try (ObjectStore other = new FolderObjectStore(folder.resolve("store"))) {
      tracks = other;
      for (String rung : List.of("high", "tiny")) {
        String playlist = PublishedClicks.keys().playlist(rung);
        other.put(playlist, Body.of(new byte[1]), PutOptions.defaults());
      }
      theTinyRungIsPlayed();
    }
  }

  private void theTinyRungIsPlayed() {
    List<Rung> rungs = new ArrayList<>(List.of(new Rung("tiny", 32_000, 24_000)));
    rungs.addAll(Ladder.DEFAULT.rungs());
    ladder = new Ladder(rungs);
    selection.select(CLICKS);
    int next = Ladder.DEFAULT.rungs().size() + 3;

    assertThat(words()).startsWith("Raw", "M4A", "low", "med", "high").endsWith("tiny · 32 kb/s");
    model().choose(next);

    assertThat(model().renditionProperty().get()).isEqualTo(Rendition.rung("tiny"));
    assertThat(decoded.snapshot().heard()).contains(Rendition.rung("tiny"));
    assertThat(RenditionBar.shortcuts(model()))
        .filteredOn(shortcut -> shortcut.keys().getDisplayText().equals(String.valueOf(next)))
        .singleElement()
        .extracting(Shortcut::text)
        .isEqualTo("Rendition tiny · 32 kb/s");
  }

  @Test
  void aRungThatATrackDoesNotHaveIsNeitherListedNorPlayedAndItsKeyStaysEmpty() {
    ladder =
        new Ladder(List.of(new Rung("low", 48_000, 24_000), new Rung("high", 128_000, 44_100)));
    selection.select(CLICKS);

    assertThat(words()).containsExactly("Raw", "M4A", "low", "high");
    model().choose(3);
    model().choose(4);
    assertThat(decoded.snapshot().heard()).contains(Rendition.rung("low"));
    model().choose(5);
    assertThat(decoded.snapshot().heard()).contains(Rendition.rung("high"));
  }

  @Test
  void aRungThatIsRememberedPlaysWhereATrackHasItAndElsewhereTheBest() {
    Rung extra = new Rung("extra", 512_000, 48_000);
    ladder = with(extra);
    selection.select(CLICKS);
    model().choose(Rendition.of(extra));
    ladder = Ladder.DEFAULT;

    selection.select(new Selected("2", "before.wav"));

    assertThat(decoded.snapshot().heard()).contains(model().renditions().best());
    assertThat(model().renditionProperty().get()).isEqualTo(Rendition.of(extra));
    assertThat(new PlayerPreferences(state()).rendition()).isEqualTo(Rendition.of(extra));
  }

  @Test
  void keysEndAtNine() {
    Rung[] more = new Rung[6];
    for (int i = 0; i < more.length; i++) {
      more[i] = new Rung("more" + i, 600_000 + i, 48_000);
    }
    ladder = with(more);
    selection.select(CLICKS);

    assertThat(RenditionBar.shortcuts(model()))
        .extracting(shortcut -> shortcut.keys().getDisplayText())
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(words()).hasSize(Ladder.DEFAULT.rungs().size() + 2 + more.length);
  }

  @Test
  void selectingNothingLeavesWhatIsHeard() {
    selection.select(CLICKS);
    model().playOrPause();
    selection.select(null);
    assertThat(now().plays()).isTrue();
  }

  @Test
  void aRequestedPositionIsPlayedAtOnce() {
    requests.ask(new ListenRequests.Moment(CLICKS, 5));
    assertThat(now().plays()).isTrue();
    assertThat(now().positionSeconds()).isCloseTo(5, within(1e-6));
  }

  @Test
  void whatIsNotPublishedPlaysAsRawFileOnly() {
    published = false;
    selection.select(CLICKS);
    assertThat(now().sentence()).startsWith("Not published");
    FoundTrack found = Objects.requireNonNull(model().foundProperty().get());
    assertThat(model().heardOrFirst(found)).as("the lit button").isEqualTo(Rendition.RAW);
    model().playOrPause();
    assertThat(decoded.snapshot().heard()).contains(Rendition.RAW);
  }

  @Test
  void aTrackThatIsPublishedMeanwhileIsFoundAndARawFileStaysWhereItWas() throws Exception {
    published = false;
    selection.select(CLICKS);
    model().playOrPause();
    pass(2);
    model().playOrPause();
    lookNow();
    assertThat(now().positionSeconds()).isCloseTo(2, within(1e-6));
    published = true;
    lookNow();
    assertThat(decoded.snapshot().heard()).contains(model().renditions().best());
  }

  /** As the window does every other second. */
  private void lookNow() throws ExecutionException, InterruptedException {
    QueuePoller livePoller = Objects.requireNonNull(poller);
    long before = livePoller.ticks().get();
    livePoller.pollNow();
    await().until(() -> livePoller.ticks().get() > before);
    timer.submit(() -> "the look is over").get();
  }

  @Test
  void aBucketThatCannotBeReachedIsSaidInWords() {
    selection.select(new Selected("2", "gone.wav"));
    assertThat(now().hasTrack()).isFalse();
    assertThat(now().sentence()).isEqualTo("The bucket cannot be reached.");
  }

  @Test
  void theWaveformAndTheJointsAreFoundByThemselves() {
    selection.select(CLICKS);
    assertThat(model().places().outlineProperty().get()).isNotNull();
    List<Double> joints = model().places().joints();
    assertThat(joints).hasSize(2);
    model().places().toNextJoint();
    assertThat(now().positionSeconds()).isCloseTo(joints.getFirst() - 0.5, within(1e-6));
    model().places().toNextJoint();
    assertThat(now().positionSeconds()).isCloseTo(joints.getLast() - 0.5, within(1e-6));
  }

  @Test
  void aPassageIsRepeated() {
    selection.select(CLICKS);
    model().places().repeat(4, 2);
    model().seek(3);
    model().playOrPause();
    pass(1.5);
    assertThat(now().positionSeconds()).isCloseTo(2.5, within(1e-6));
    model().places().repeatNothing();
    pass(3);
    assertThat(now().positionSeconds()).isCloseTo(5.5, within(1e-6));
  }

  @Test
  void aBlindTestCountsAndEndsWhereItBegan() {
    selection.select(CLICKS);
    model().comparison().startBlind(Rendition.RAW, Rendition.rung("low"), 7);
    BlindListening test = Objects.requireNonNull(model().comparison().blindProperty().get());
    model().choose(1);
    assertThat(decoded.snapshot().heard()).contains(Rendition.RAW);
    model().comparison().answer(Side.A);
    assertThat(test.scoreProperty().get()).containsAnyOf("0 of 1", "1 of 1");
    assertThat(test.sideProperty().get()).isEqualTo(Side.X);
    assertThat(decoded.blindChanges()).as("X, A, X again").isEqualTo(3);
    model().comparison().endBlind();
    assertThat(decoded.snapshot().heard()).contains(model().renditions().best());
  }

  @Test
  void whatPlaysIsNamedWithTheGainOfMatchedLoudnessWhichIsOffAtTheNextStart() {
    selection.select(CLICKS);
    model().choose(3);
    model().playOrPause();
    pass(1);
    assertThat(nowPlaying.sound()).isEqualTo(new NowPlaying.Sound("clicks.wav", "low", 0));
    model().comparison().setLevelMatched(true);
    pass(1);
    assertThat(Objects.requireNonNull(nowPlaying.sound()).comparisonGainDb())
        .isCloseTo(-10.8, within(1e-9));
    assertThat(model().comparisonGainDb()).isCloseTo(-10.8, within(1e-9));
    assertThat(folder.resolve("window"))
        .satisfiesAnyOf(
            file -> assertThat(file).doesNotExist(),
            file -> assertThat(file).content().doesNotContain("levels"));
  }

  @Test
  void muteIsSilentForTheNextTrackTooAndEndsWhereItWasOrWithTheVolume() {
    model().setVolume(0.5);
    selection.select(CLICKS);
    assertThat(decoded.volume()).isEqualTo(0.5);
    model().playhead().mute(true);
    assertThat(decoded.volume()).isZero();
    selection.select(new Selected("9", "other.wav"));
    assertThat(decoded.volume()).isZero();
    model().playhead().mute(false);
    assertThat(decoded.volume()).isEqualTo(0.5);
    model().playhead().mute(true);
    model().setVolume(0.25);
    assertThat(model().playhead().mutedProperty().get()).isFalse();
    assertThat(decoded.volume()).isEqualTo(0.25);
  }

  @Test
  void theMetersAreHiddenAsLongAsABlindTestRuns() {
    selection.select(CLICKS);
    model().comparison().startBlind(Rendition.RAW, Rendition.rung("low"), 7);
    assertThat(nowPlaying.isBlind()).isTrue();
    model().comparison().answer(Side.A);
    assertThat(nowPlaying.isBlind()).as("after an answer the next X plays").isTrue();
    model().comparison().endBlind();
    assertThat(nowPlaying.isBlind()).isFalse();
    model().comparison().startBlind(Rendition.RAW, Rendition.rung("low"), 7);
    selection.select(new Selected("9", "other.wav"));
    assertThat(nowPlaying.isBlind()).isFalse();
  }

  @Test
  void theOtherPlayerGoesOnWhereThisOneWas() {
    selection.select(CLICKS);
    model().playOrPause();
    pass(4);
    model().setByClient(true);
    assertThat(client.snapshot().positionSeconds()).isCloseTo(4, within(1e-6));
    assertThat(decoded.snapshot().state()).hasToString("PAUSED");
  }
}
