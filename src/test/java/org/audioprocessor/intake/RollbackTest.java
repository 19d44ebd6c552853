package org.audioprocessor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.intake.Rollback.RolledBack;
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
@EnumSource(TestBucket.Kind.class)
class RollbackTest {
  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // opened before the first test of a kind
  private static IntakeFixture bench;

  /** The kind is for {@link #open}; the bench is shared by its tests. */
  RollbackTest(TestBucket.Kind kind) {
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

  private Rollback rollback(ObjectStore store) {
    return new Rollback(bench.queue, store, bench.keys, "a person");
  }

  private void everyFixedNameLeadsTo(GenerationTry generation) throws Exception {
    TrackKeys fixed = bench.track("Song");
    for (String name : IntakeFixture.names(fixed)) {
      assertThat(bench.text(fixed.folder() + name)).endsWith(" " + generation.label());
    }
  }

  @Test
  void thePreviousGenerationStandsUnderTheFixedNamesAgain() throws Exception {
    GenerationTry first = bench.publish("Song.wav");
    GenerationTry second = bench.publish("Song.flac");
    everyFixedNameLeadsTo(second);

    RolledBack done = rollback(bench.store).run("Song");

    assertThat(done).isEqualTo(new RolledBack(second, first));
    everyFixedNameLeadsTo(first);
    assertThat(bench.queue.generations().current("Song").orElseThrow().id()).isEqualTo(first);
  }

  @Test
  void theNextPublicationAfterARollbackIsANewGeneration() throws Exception {
    bench.publish("Song.wav");
    bench.publish("Song.wav");
    rollback(bench.store).run("Song");

    assertThat(bench.publish("Song.wav").generation()).isEqualTo(3);
  }

  @Test
  void theMultivariantPlaylistIsSwitchedLast() throws Exception {
    bench.publish("Song.wav");
    bench.publish("Song.wav");
    List<String> order = new ArrayList<>();
    Faults watching =
        (call, operation, key) -> {
          if (operation == Faults.Operation.COPY) {
            order.add(key);
          }
          return new Faults.None();
        };

    rollback(new FlakyObjectStore(bench.store, watching)).run("Song");

    TrackKeys fixed = bench.track("Song");
    assertThat(order)
        .containsExactly(
            fixed.playlist("low"), fixed.m4a(), fixed.metadata(), fixed.multivariantPlaylist());
  }

  @Test
  void aRollbackThatFailedHalfwayIsEndedByRunningItAgain() throws Exception {
    GenerationTry first = bench.publish("Song.wav");
    GenerationTry second = bench.publish("Song.wav");
    int[] copies = {0};
    Faults third =
        (call, operation, key) ->
            operation == Faults.Operation.COPY && ++copies[0] == 3
                ? new Faults.FailBefore(StorageException.Kind.UNAVAILABLE)
                : new Faults.None();

    assertThatThrownBy(() -> rollback(new FlakyObjectStore(bench.store, third)).run("Song"))
        .isInstanceOfSatisfying(
            IntakeException.class,
            e -> assertThat(e.kind()).isEqualTo(IntakeException.Kind.ENVIRONMENT));
    assertThat(bench.queue.generations().current("Song").orElseThrow().id()).isEqualTo(second);
    assertThat(bench.text(bench.track("Song").multivariantPlaylist())).endsWith("g0002a");

    rollback(bench.store).run("Song");
    everyFixedNameLeadsTo(first);
  }

  @Test
  void aTrackThatIsBeingWorkedOnIsNotRolledBack() throws Exception {
    bench.publish("Song.wav");
    GenerationTry second = bench.publish("Song.wav");
    Claim claim = bench.working("Song.wav");

    assertThatThrownBy(() -> rollback(bench.store).run("Song"))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("is being processed");

    everyFixedNameLeadsTo(second);
    assertThat(bench.queue.isStillHeld(claim)).isTrue();
  }

  @Test
  void aTrackWithoutAPreviousGenerationIsLeftAlone() throws Exception {
    GenerationTry only = bench.publish("Song.wav");

    assertThatThrownBy(() -> rollback(bench.store).run("Song"))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("no previous generation");
    everyFixedNameLeadsTo(only);
  }

  @Test
  void anUnknownTrackIsRefusedWithASentence() {
    assertThatThrownBy(() -> rollback(bench.store).run("Nothing"))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("a track “Nothing”");
  }

  @Test
  void anIncompleteGenerationIsNotPutBack() throws Exception {
    bench.publish("Song.wav");
    GenerationTry second = bench.publish("Song.wav");
    bench.store.delete(bench.track("Song").generation(1).metadata());

    assertThatThrownBy(() -> rollback(bench.store).run("Song"))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("not complete");
    everyFixedNameLeadsTo(second);
    bench.working("Song.wav");
  }

  @Test
  void somebodyElsesBytesUnderAFixedNameAreNotOverwritten() throws Exception {
    bench.publish("Song.wav");
    bench.publish("Song.wav");
    String metadata = bench.track("Song").metadata();
    Faults meddling =
        (call, operation, key) -> {
          if (operation == Faults.Operation.COPY && key.endsWith("metadata.json")) {
            meddle(metadata);
          }
          return new Faults.None();
        };

    assertThatThrownBy(() -> rollback(new FlakyObjectStore(bench.store, meddling)).run("Song"))
        .isInstanceOf(IntakeException.class);
    assertThat(bench.text(metadata)).isEqualTo("somebody else's");
  }

  private void meddle(String key) {
    try {
      bench.put(key, "somebody else's");
    } catch (StorageException e) {
      throw new AssertionError(e);
    }
  }
}
