package org.audioprocessor.desktop.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.desktop.batch.Batch.BatchState;
import org.audioprocessor.desktop.batch.Batch.BatchState.Phase;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RunContext;
import org.audioprocessor.process.TrackProcessor;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Patience;
import org.audioprocessor.worker.claim.PoolServices;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real parts; tracks begin when the test lets them. */
class BatchTest {
  private static final Duration LONGEST = Patience.LONGEST;

  @TempDir Path folder;

  private final AtomicInteger cancelled = new AtomicInteger();
  private final Semaphore mayRun = new Semaphore(0);
  private final List<BatchState> ends = new CopyOnWriteArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final ExecutorService background = Executors.newCachedThreadPool();
  private final ExecutorService pulse = Executors.newSingleThreadExecutor();
  private @Nullable Application opened;
  private @Nullable Batch made;

  /** Waits for leave before each track. */
  private record Gated(TrackProcessor real, Semaphore mayRun) implements TrackProcessor {
    @Override
    public Published run(String fileName, int generation, int tryNumber, RunContext context)
        throws ProcessingException {
      try {
        while (!mayRun.tryAcquire(10, TimeUnit.MILLISECONDS)) {
          context.cancel().check();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return real.run(fileName, generation, tryNumber, context);
    }

    @Override
    public void probe(String fileName) throws ProcessingException {
      real.probe(fileName);
    }

    @Override
    public void probeWriting() throws ProcessingException {
      real.probeWriting();
    }

    @Override
    public void discard(Collection<String> keys) throws ProcessingException {
      real.discard(keys);
    }
  }

  @BeforeEach
  void open() throws Exception {
    ApplicationOptions options =
        ApplicationOptions.in(folder.resolve("workspace"))
            .withEnvironment(Map.of())
            .with(SettingKey.ISOLATION, "in-process");
    Application application = Application.open(options);
    opened = application;
    for (String name : List.of("a", "b", "c")) {
      Path wav = folder.resolve(name + ".wav");
      AudioFiles.wav(wav, AudioFiles.sine(1, 8_000, 440, 1, 0.1), 8_000);
      ids.add(application.addUploads().add(wav, false).upload().uploadId());
    }
    PoolServices real = application.workplace();
    PoolServices gated =
        new PoolServices(real.queue(), new Gated(real.processor(), mayRun), real.rawFiles());
    Batch batch = new Batch(gated, 1, background, pulse);
    batch.onEnded(ends::add);
    made = batch;
  }

  @AfterEach
  void close() throws Exception {
    batch().close();
    background.shutdownNow();
    pulse.shutdownNow();
    Objects.requireNonNull(opened).close();
  }

  private Batch batch() {
    return Objects.requireNonNull(made);
  }

  private void awaitState(Predicate<BatchState> wanted) {
    await().atMost(LONGEST).until(() -> wanted.test(batch().stateProperty().get()));
  }

  private long waiting() throws Exception {
    return Objects.requireNonNull(opened).queue().counts().getOrDefault(UploadStatus.WAITING, 0L);
  }

  @Test
  void moreMayBePickedWhileItRunsAndTheEndIsToldOnce() {
    batch().process(ids.subList(0, 1));
    awaitState(state -> state.running() == 1);
    batch().process(ids.subList(1, 3));
    awaitState(state -> state.total() == 3);
    mayRun.release(3);
    awaitState(state -> state.phase() == Phase.ENDED);
    await().atMost(LONGEST).until(() -> ends.size() == 1);
    assertThat(ends.getFirst().done()).isEqualTo(3);
    assertThat(batch().runningProperty().get()).isEmpty();
    assertThat(batch().estimate(10, List.of())).isPresent();
  }

  @Test
  void afterAPauseItGoesOn() throws Exception {
    batch().processAllWaiting(3, List.of());
    awaitState(state -> state.running() == 1);
    batch().pause();
    awaitState(state -> state.phase() == Phase.PAUSED);
    mayRun.release(3);
    awaitState(state -> state.done() == 1 && state.running() == 0);
    assertThat(waiting()).isEqualTo(2);
    batch().resume();
    awaitState(state -> state.phase() == Phase.ENDED && state.done() == 3);
  }

  @Test
  void stoppedAfterTheCurrentOneTheOthersStillWait() throws Exception {
    batch().processAllWaiting(3, List.of());
    awaitState(state -> state.running() == 1);
    batch().stopAfterCurrent();
    awaitState(state -> state.phase() == Phase.STOPPING);
    mayRun.release(3);
    awaitState(state -> state.phase() == Phase.ENDED);
    assertThat(waiting()).isEqualTo(2);
  }

  @Test
  void aStopThatIsTakenBackStartsTheNextTrackAtOnce() throws Exception {
    batch().setTracksAtOnce(2);
    batch().process(ids);
    awaitState(state -> state.running() == 2);
    batch().stopAfterCurrent();
    awaitState(state -> state.phase() == Phase.STOPPING);
    mayRun.release(1);
    awaitState(state -> state.done() == 1 && state.running() == 1);
    batch().keepGoing();
    awaitState(state -> state.phase() == Phase.RUNNING && state.running() == 2);
    mayRun.release(2);
    awaitState(state -> state.phase() == Phase.ENDED && state.done() == 3);
    assertThat(waiting()).isZero();
    await().atMost(LONGEST).until(() -> ends.size() == 1);
  }

  @Test
  void aStopThatIsTakenBackKeepsWhatWouldHaveFollowed() throws Exception {
    batch().process(ids.subList(0, 1));
    awaitState(state -> state.running() == 1);
    batch().processAllWaiting(2, List.of());
    awaitState(state -> state.total() == 3);
    batch().stopAfterCurrent();
    batch().stopAfterCurrent();
    awaitState(state -> state.phase() == Phase.STOPPING);
    batch().keepGoing();
    awaitState(state -> state.phase() == Phase.RUNNING);
    mayRun.release(3);
    awaitState(state -> state.phase() == Phase.ENDED && state.done() == 3);
    assertThat(waiting()).isZero();
  }

  @Test
  void moreTracksAtOnceBeginWithoutANewBatch() {
    batch().processAllWaiting(3, List.of());
    awaitState(state -> state.running() == 1);
    batch().setTracksAtOnce(3);
    awaitState(state -> state.running() == 3);
    mayRun.release(3);
    awaitState(state -> state.phase() == Phase.ENDED && state.done() == 3);
  }

  @Test
  void aCancelledTrackDoesNotEndTheBatch() {
    batch().process(ids);
    awaitState(state -> state.running() == 1);
    batch().cancel(batch().runningProperty().get().keySet(), cancelled::set);
    await().atMost(LONGEST).until(() -> cancelled.get() == 1);
    mayRun.release(3);
    awaitState(state -> state.phase() == Phase.ENDED);
    assertThat(batch().stateProperty().get().done()).isEqualTo(2);
    assertThat(batch().stateProperty().get().cancelled()).isOne();
    assertThat(batch().stateProperty().get().waiting()).isZero();
    assertThat(batch().stateProperty().get().fraction()).isEqualTo(1);
  }

  @Test
  void aCancelledTrackDoesNotEndABatchOfAllThatWait() {
    batch().processAllWaiting(3, List.of());
    awaitState(state -> state.running() == 1);
    batch().cancel(batch().runningProperty().get().keySet(), cancelled::set);
    await().atMost(LONGEST).until(() -> cancelled.get() == 1);
    mayRun.release(3);
    awaitState(state -> state.phase() == Phase.ENDED && state.done() == 2);
  }

  @Test
  void uploadsThatWereNotSelectedAreNotCancelledAndTheNumberSaysSo() {
    batch().process(ids.subList(0, 1));
    awaitState(state -> state.running() == 1);
    cancelled.set(-1);
    batch().cancel(ids.subList(1, 2), cancelled::set);
    await().atMost(LONGEST).until(() -> cancelled.get() == 0);
    mayRun.release(1);
    awaitState(state -> state.phase() == Phase.ENDED && state.done() == 1);
  }

  @Test
  void allWaitingUploadsFollowTheSelectedOnesWithoutCountingAnyTwice() {
    batch().process(ids.subList(0, 2));
    awaitState(state -> state.running() == 1);
    batch().processAllWaiting(2, List.of());
    awaitState(state -> state.total() == 3);
    mayRun.release(3);
    awaitState(state -> state.phase() == Phase.ENDED);
    assertThat(batch().stateProperty().get().done()).isEqualTo(3);
    assertThat(batch().stateProperty().get().waiting()).isZero();
    await().atMost(LONGEST).until(() -> ends.size() == 1);
  }

  @Test
  void aSecondPressOfAllThatWaitHoldsNothingUp() {
    batch().setTracksAtOnce(2);
    batch().processAllWaiting(3, List.of());
    awaitState(state -> state.running() == 2);
    batch().processAllWaiting(1, List.of());
    batch().processAllWaiting(1, List.of());
    mayRun.release(1);
    // the one that still runs is not waited for
    awaitState(state -> state.done() == 1 && state.running() == 2);
    assertThat(batch().stateProperty().get().total()).isEqualTo(3);
    mayRun.release(2);
    awaitState(state -> state.phase() == Phase.ENDED && state.done() == 3);
    await().atMost(LONGEST).until(() -> ends.size() == 1);
  }

  @Test
  void whatIsPickedTwiceIsDoneOnceAndNothingHasFailed() {
    batch().process(ids.subList(0, 2));
    awaitState(state -> state.running() == 1);
    batch().process(ids);
    awaitState(state -> state.total() == 3);
    mayRun.release(3);
    awaitState(state -> state.phase() == Phase.ENDED);
    assertThat(batch().stateProperty().get().done()).isEqualTo(3);
    assertThat(batch().stateProperty().get().failed()).isZero();
    assertThat(batch().stateProperty().get().waiting()).isZero();
  }

  @Test
  void whatIsPickedWhileItStopsComesAfterwardsAllOfIt() throws Exception {
    batch().process(ids.subList(0, 1));
    awaitState(state -> state.running() == 1);
    batch().stopAfterCurrent();
    awaitState(state -> state.phase() == Phase.STOPPING);
    batch().process(ids.subList(1, 2));
    batch().process(ids.subList(2, 3));
    awaitState(state -> state.total() == 3 && state.phase() == Phase.RUNNING);
    mayRun.release(3);
    awaitState(state -> state.phase() == Phase.ENDED);
    assertThat(batch().stateProperty().get().done()).isEqualTo(3);
    assertThat(waiting()).isZero();
  }

  @Test
  void selectingMoreUploadsDuringAPauseResumesTheBatch() {
    batch().process(ids.subList(0, 1));
    awaitState(state -> state.running() == 1);
    batch().pause();
    awaitState(state -> state.phase() == Phase.PAUSED);
    batch().process(ids.subList(1, 2));
    awaitState(state -> state.phase() == Phase.RUNNING);
    mayRun.release(2);
    awaitState(state -> state.phase() == Phase.ENDED && state.done() == 2);
  }

  @Test
  void aPauseHoldsWhatFollowsThePickedOnesToo() throws Exception {
    batch().process(ids.subList(0, 1));
    awaitState(state -> state.running() == 1);
    batch().processAllWaiting(2, List.of());
    awaitState(state -> state.total() == 3);
    batch().pause();
    awaitState(state -> state.phase() == Phase.PAUSED);
    mayRun.release(3);
    awaitState(state -> state.done() == 1 && state.running() == 0);
    assertThat(waiting()).isEqualTo(2);
    batch().resume();
    awaitState(state -> state.phase() == Phase.ENDED && state.done() == 3);
  }

  @Test
  void stoppedInAPauseItEnds() throws Exception {
    batch().process(ids.subList(0, 1));
    awaitState(state -> state.running() == 1);
    batch().processAllWaiting(2, List.of());
    awaitState(state -> state.total() == 3);
    batch().pause();
    awaitState(state -> state.phase() == Phase.PAUSED);
    mayRun.release(1);
    awaitState(state -> state.done() == 1 && state.running() == 0);
    batch().stopAfterCurrent();
    awaitState(state -> state.phase() == Phase.ENDED);
    assertThat(waiting()).isEqualTo(2);
    await().atMost(LONGEST).until(() -> ends.size() == 1);
  }

  @Test
  void whatIsStoppingCannotBePaused() {
    batch().process(ids);
    awaitState(state -> state.running() == 1);
    batch().stopAfterCurrent();
    awaitState(state -> state.phase() == Phase.STOPPING);
    batch().pause();
    mayRun.release(3);
    awaitState(state -> state.phase() == Phase.ENDED);
    assertThat(batch().stateProperty().get().done()).isOne();
  }

  @Test
  void fewerTracksAtOnceHoldFromTheNextTrackOn() {
    batch().setTracksAtOnce(2);
    batch().process(ids);
    awaitState(state -> state.running() == 2);
    batch().setTracksAtOnce(1);
    mayRun.release(1);
    awaitState(state -> state.done() == 1);
    mayRun.release(1);
    awaitState(state -> state.done() == 2 && state.running() == 1);
    mayRun.release(1);
    awaitState(state -> state.phase() == Phase.ENDED && state.done() == 3);
  }

  @Test
  void closedItGivesBackWhatRuns() throws Exception {
    batch().processAllWaiting(3, List.of());
    awaitState(state -> state.running() == 1);
    batch().close();
    assertThat(waiting()).isEqualTo(3);
  }
}
