package org.audioprocessor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.audioprocessor.intake.CollectGenerations.Collected;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.generation.GenerationTry;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.keys.TrackKeys;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.FlakyObjectStore;
import org.audioprocessor.testing.TestBucket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "S3")
class CollectGenerationsTest {
  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // opened before the first test of a kind
  private static IntakeFixture bench;

  /** The kind is for {@link #open}; the bench is shared by its tests. */
  CollectGenerationsTest(TestBucket.Kind kind) {
    assertThat(bench.kind()).isEqualTo(kind);
  }

  @BeforeParameterizedClassInvocation
  static void open(TestBucket.Kind kind) throws IOException, QueueException {
    bench = new IntakeFixture(kind, folder.resolve(kind.name()));
  }

  @BeforeEach
  void empty() throws IOException {
    bench.empty();
  }

  @AfterParameterizedClassInvocation
  static void close() throws IOException {
    bench.close();
  }

  private CollectGenerations collecting(ObjectStore store) {
    return new CollectGenerations(bench.queue, store, CollectGenerations.DEFAULT_GRACE, () -> {});
  }

  @Test
  void aReplacedGenerationGoesAfterAWeekAndTheCurrentOneStays() throws Exception {
    GenerationTry first = bench.publish("Song.wav");
    GenerationTry second = bench.publish("Song.wav");
    bench.daysPass(6);
    assertThat(collecting(bench.store).run()).isEqualTo(new Collected(0, 0));
    bench.daysPass(2);

    assertThat(collecting(bench.store).run()).isEqualTo(new Collected(1, 5));

    TrackKeys track = bench.track("Song");
    assertThat(bench.store.exists(bench.segment(first))).isFalse();
    assertThat(bench.listed(track.generation(1).folder())).isEmpty();
    assertThat(bench.store.exists(bench.segment(second))).isTrue();
    assertThat(bench.listed(track.generation(2).folder())).hasSize(4);
    assertThat(bench.text(track.multivariantPlaylist())).endsWith(second.label());
    assertThat(bench.queue.generations().of("Song")).hasSize(1);
  }

  @Test
  void anAbandonedTryGoesButNotWhatTheNextTryOfItsNumberWrote() throws Exception {
    Claim claim = bench.working("Song.wav");
    GenerationTry abandoned = bench.queue.generations().begin(claim).orElseThrow();
    bench.write(claim, abandoned);
    bench.queue.failed(claim, "permanent", "No.");
    GenerationTry published = bench.publish("Song.wav");
    assertThat(published.label()).isEqualTo("g0001b");
    bench.daysPass(8);

    assertThat(collecting(bench.store).run()).isEqualTo(new Collected(1, 1));

    assertThat(bench.store.exists(bench.segment(abandoned))).isFalse();
    assertThat(bench.listed(bench.track("Song").generation(1).folder())).hasSize(4);
  }

  @Test
  void twoAbandonedTriesOfOneNumberGoTogether() throws Exception {
    for (int i = 0; i < 2; i++) {
      Claim claim = bench.working("Song.wav");
      bench.write(claim, bench.queue.generations().begin(claim).orElseThrow());
      bench.queue.failed(claim, "permanent", "No.");
    }
    bench.daysPass(8);

    assertThat(collecting(bench.store).run().tries()).isEqualTo(2);

    assertThat(bench.listed("")).isEmpty();
  }

  @Test
  void anAbandonedTryWaitsForALaterOneThatIsStillWritten() throws Exception {
    Claim claim = bench.working("Song.wav");
    GenerationTry abandoned = bench.queue.generations().begin(claim).orElseThrow();
    bench.write(claim, abandoned);
    bench.queue.failed(claim, "permanent", "No.");
    bench.daysPass(8);
    Claim next = bench.working("Song.wav");
    bench.queue.generations().begin(next);

    assertThat(collecting(bench.store).run()).isEqualTo(new Collected(0, 0));
    assertThat(bench.store.exists(bench.segment(abandoned))).isTrue();
  }

  @Test
  void aCollectionThatFailedHalfwayGoesOnAtTheNextRun() throws Exception {
    bench.publish("Song.wav");
    bench.publish("Song.wav");
    bench.daysPass(8);
    int[] deletes = {0};
    Faults third =
        (call, operation, key) ->
            operation == Faults.Operation.DELETE && ++deletes[0] == 3
                ? new Faults.FailBefore(StorageException.Kind.UNAVAILABLE)
                : new Faults.None();

    assertThatThrownBy(() -> collecting(new FlakyObjectStore(bench.store, third)).run())
        .isInstanceOf(IntakeException.class);
    assertThat(bench.queue.generations().of("Song")).hasSize(2);

    assertThat(collecting(bench.store).run().tries()).isEqualTo(1);
    assertThat(bench.listed(bench.track("Song").generation(1).folder())).isEmpty();
  }

  @Test
  void aGraceUnderADayIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new CollectGenerations(bench.queue, bench.store, Duration.ofHours(23), () -> {}));
  }
}
