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
@EnumSource(TestBucket.Kind.class)
class RollbackTest {
  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // opened before the first test of a kind
  private static IntakeFixture fixture;

  /** The kind is for {@link #open}; the bench is shared by its tests. */
  RollbackTest(TestBucket.Kind kind) {
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

  private Rollback rollback(ObjectStore store) {
    return new Rollback(fixture.queue, store, fixture.keys, "a person");
  }

  private void everyFixedNameLeadsTo(GenerationTry generation) throws Exception {
    TrackKeys fixed = fixture.track("Song");
    for (String name : IntakeFixture.names(fixed)) {
      assertThat(fixture.text(fixed.folder() + name))
          .endsWith(" " + IntakeFixture.label(generation));
    }
  }

  @Test
  void thePreviousGenerationStandsUnderTheFixedNamesAgain() throws Exception {
    GenerationTry first = fixture.publish("Song.wav");
    GenerationTry second = fixture.publish("Song.flac");
    everyFixedNameLeadsTo(second);

    RolledBack done = rollback(fixture.store).run("Song");

    assertThat(done).isEqualTo(new RolledBack(second, first));
    everyFixedNameLeadsTo(first);
    assertThat(fixture.queue.generations().current("Song").orElseThrow().id()).isEqualTo(first);
  }

  @Test
  void theNextPublicationAfterARollbackIsANewGeneration() throws Exception {
    fixture.publish("Song.wav");
    fixture.publish("Song.wav");
    rollback(fixture.store).run("Song");

    assertThat(fixture.publish("Song.wav").generation()).isEqualTo(3);
  }

  @Test
  void theMultivariantPlaylistIsSwitchedLast() throws Exception {
    fixture.publish("Song.wav");
    fixture.publish("Song.wav");
    List<String> order = new ArrayList<>();
    Faults watching =
        (call, operation, key) -> {
          if (operation == Faults.Operation.COPY) {
            order.add(key);
          }
          return new Faults.None();
        };

    rollback(new FlakyObjectStore(fixture.store, watching)).run("Song");

    TrackKeys fixed = fixture.track("Song");
    assertThat(order)
        .containsExactly(
            fixed.playlist("low"), fixed.m4a(), fixed.metadata(), fixed.multivariantPlaylist());
  }

  @Test
  void aRollbackThatFailedHalfwayIsEndedByRunningItAgain() throws Exception {
    GenerationTry first = fixture.publish("Song.wav");
    GenerationTry second = fixture.publish("Song.wav");
    int[] copies = {0};
    Faults third =
        (call, operation, key) ->
            operation == Faults.Operation.COPY && ++copies[0] == 3
                ? new Faults.FailBefore(StorageException.Kind.UNAVAILABLE)
                : new Faults.None();

    assertThatThrownBy(() -> rollback(new FlakyObjectStore(fixture.store, third)).run("Song"))
        .isInstanceOfSatisfying(
            IntakeException.class,
            e -> assertThat(e.kind()).isEqualTo(IntakeException.Kind.ENVIRONMENT));
    assertThat(fixture.queue.generations().current("Song").orElseThrow().id()).isEqualTo(second);
    assertThat(fixture.text(fixture.track("Song").multivariantPlaylist())).endsWith("g0002a");

    rollback(fixture.store).run("Song");
    everyFixedNameLeadsTo(first);
  }

  @Test
  void aTrackThatIsBeingWorkedOnIsNotRolledBack() throws Exception {
    fixture.publish("Song.wav");
    GenerationTry second = fixture.publish("Song.wav");
    Claim claim = fixture.working("Song.wav");

    assertThatThrownBy(() -> rollback(fixture.store).run("Song"))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("is being processed");

    everyFixedNameLeadsTo(second);
    assertThat(fixture.queue.isStillHeld(claim)).isTrue();
  }

  @Test
  void aTrackWithoutAPreviousGenerationIsLeftAlone() throws Exception {
    GenerationTry only = fixture.publish("Song.wav");

    assertThatThrownBy(() -> rollback(fixture.store).run("Song"))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("no previous generation");
    everyFixedNameLeadsTo(only);
  }

  @Test
  void anUnknownTrackIsRefusedWithASentence() {
    assertThatThrownBy(() -> rollback(fixture.store).run("Nothing"))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("a track “Nothing”");
  }

  @Test
  void anIncompleteGenerationIsNotPutBack() throws Exception {
    fixture.publish("Song.wav");
    GenerationTry second = fixture.publish("Song.wav");
    fixture.store.delete(fixture.track("Song").generation(1).metadata());

    assertThatThrownBy(() -> rollback(fixture.store).run("Song"))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("not complete");
    everyFixedNameLeadsTo(second);
    fixture.working("Song.wav");
  }

  @Test
  void foreignBytesUnderAFixedNameAreNotOverwritten() throws Exception {
    fixture.publish("Song.wav");
    fixture.publish("Song.wav");
    String metadata = fixture.track("Song").metadata();
    Faults meddling =
        (call, operation, key) -> {
          if (operation == Faults.Operation.COPY && key.endsWith("metadata.json")) {
            meddle(metadata);
          }
          return new Faults.None();
        };

    assertThatThrownBy(() -> rollback(new FlakyObjectStore(fixture.store, meddling)).run("Song"))
        .isInstanceOf(IntakeException.class);
    assertThat(fixture.text(metadata)).isEqualTo("somebody else's");
  }

  private void meddle(String key) {
    try {
      fixture.put(key, "somebody else's");
    } catch (StorageException e) {
      throw new AssertionError(e);
    }
  }
}
