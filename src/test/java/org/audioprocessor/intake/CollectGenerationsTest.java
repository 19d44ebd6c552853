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
import org.audioprocessor.queue.generation.Generation.GenerationTry;
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
  private static IntakeFixture fixture;

  /** The kind is for {@link #open}; the bench is shared by its tests. */
  CollectGenerationsTest(TestBucket.Kind kind) {
    assertThat(fixture.kind()).isEqualTo(kind);
  }

  @BeforeParameterizedClassInvocation
  static void open(TestBucket.Kind kind) throws IOException, QueueException {
    fixture = new IntakeFixture(kind, folder.resolve(kind.name()));
  }

  @BeforeEach
  void empty() throws IOException {
    fixture.empty();
  }

  @AfterParameterizedClassInvocation
  static void close() throws IOException {
    fixture.close();
  }

  private CollectGenerations collecting(ObjectStore store) {
    return new CollectGenerations(fixture.queue, store, CollectGenerations.DEFAULT_GRACE, () -> {});
  }

  @Test
  void aReplacedGenerationGoesAfterAWeekAndTheCurrentOneStays() throws Exception {
    GenerationTry first = fixture.publish("Song.wav");
    GenerationTry second = fixture.publish("Song.wav");
    fixture.daysPass(6);
    assertThat(collecting(fixture.store).run()).isEqualTo(new Collected(0, 0));
    fixture.daysPass(2);

    assertThat(collecting(fixture.store).run()).isEqualTo(new Collected(1, 5));

    TrackKeys track = fixture.track("Song");
    assertThat(fixture.store.exists(fixture.segment(first))).isFalse();
    assertThat(fixture.listed(track.generation(1).folder())).isEmpty();
    assertThat(fixture.store.exists(fixture.segment(second))).isTrue();
    assertThat(fixture.listed(track.generation(2).folder())).hasSize(4);
    assertThat(fixture.text(track.multivariantPlaylist())).endsWith(IntakeFixture.label(second));
    assertThat(fixture.queue.generations().of("Song")).hasSize(1);
  }

  @Test
  void anAbandonedTryGoesButNotWhatTheNextTryOfItsNumberWrote() throws Exception {
    Claim claim = fixture.working("Song.wav");
    GenerationTry abandoned = fixture.queue.generations().begin(claim).orElseThrow();
    fixture.write(claim, abandoned);
    fixture.queue.failed(claim, "permanent", "No.");
    GenerationTry published = fixture.publish("Song.wav");
    assertThat(published).isEqualTo(new GenerationTry("Song", 1, 1));
    fixture.daysPass(8);

    assertThat(collecting(fixture.store).run()).isEqualTo(new Collected(1, 1));

    assertThat(fixture.store.exists(fixture.segment(abandoned))).isFalse();
    assertThat(fixture.listed(fixture.track("Song").generation(1).folder())).hasSize(4);
  }

  @Test
  void twoAbandonedTriesOfOneNumberGoTogether() throws Exception {
    for (int i = 0; i < 2; i++) {
      Claim claim = fixture.working("Song.wav");
      fixture.write(claim, fixture.queue.generations().begin(claim).orElseThrow());
      fixture.queue.failed(claim, "permanent", "No.");
    }
    fixture.daysPass(8);

    assertThat(collecting(fixture.store).run().tries()).isEqualTo(2);

    assertThat(fixture.listed("")).isEmpty();
  }

  @Test
  void anAbandonedTryWaitsForALaterOneThatIsStillWritten() throws Exception {
    Claim claim = fixture.working("Song.wav");
    GenerationTry abandoned = fixture.queue.generations().begin(claim).orElseThrow();
    fixture.write(claim, abandoned);
    fixture.queue.failed(claim, "permanent", "No.");
    fixture.daysPass(8);
    Claim next = fixture.working("Song.wav");
    fixture.queue.generations().begin(next);

    assertThat(collecting(fixture.store).run()).isEqualTo(new Collected(0, 0));
    assertThat(fixture.store.exists(fixture.segment(abandoned))).isTrue();
  }

  @Test
  void aCollectionThatFailedHalfwayGoesOnAtTheNextRun() throws Exception {
    fixture.publish("Song.wav");
    fixture.publish("Song.wav");
    fixture.daysPass(8);
    int[] deletes = {0};
    Faults third =
        (call, operation, key) ->
            operation == Faults.Operation.DELETE && ++deletes[0] == 3
                ? new Faults.FailBefore(StorageException.Kind.UNAVAILABLE)
                : new Faults.None();

    assertThatThrownBy(() -> collecting(new FlakyObjectStore(fixture.store, third)).run())
        .isInstanceOf(IntakeException.class);
    assertThat(fixture.queue.generations().of("Song")).hasSize(2);

    assertThat(collecting(fixture.store).run().tries()).isEqualTo(1);
    assertThat(fixture.listed(fixture.track("Song").generation(1).folder())).isEmpty();
  }

  @Test
  void aGraceUnderADayIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new CollectGenerations(fixture.queue, fixture.store, Duration.ofHours(23), () -> {}));
  }
}
