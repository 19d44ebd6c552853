package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.audioprocessor.queue.ClaimAnswer.Reason;
import org.audioprocessor.queue.generation.Generation;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.generation.Generation.State;
import org.audioprocessor.queue.generation.Rollbacks;
import org.audioprocessor.queue.generation.TrackGenerations;
import org.junit.jupiter.api.Test;

abstract class GenerationsContract extends QueueContract {
  private static final Duration GRACE = Duration.ofDays(7);

  private TrackGenerations generations() {
    return queue.generations();
  }

  private static GenerationTry song(int generation, int tryNumber) {
    return new GenerationTry("Song", generation, tryNumber);
  }

  /** A claimed upload, written and published. */
  private GenerationTry published(String uploadId) throws QueueException {
    Claim claim = working(uploadId, "Song.flac");
    GenerationTry written = generations().begin(claim).orElseThrow();
    generations().record(claim, written, List.of(written + "/segment"));
    generations().startSwitch(claim, written);
    assertThat(queue.completed(claim, written, "{}", Result.UNKNOWN)).isTrue();
    return written;
  }

  @Test
  void eachPublicationIsTheTracksNextGeneration() throws QueueException {
    assertThat(published("a")).isEqualTo(song(1, 0));
    assertThat(published("b")).isEqualTo(song(2, 0));

    Generation current = generations().current("Song").orElseThrow();
    assertThat(current.id().generation()).isEqualTo(2);
    assertThat(current.replacedAt()).isNull();
    assertThat(generations().of("Song").getLast().replacedAt()).isNotNull();
  }

  @Test
  void anUnseenTryGivesItsNumberToTheNextTry() throws QueueException {
    Claim claim = working("a", "Song.flac");
    generations().begin(claim);
    queue.release(claim);

    assertThat(generations().begin(claimed("a")).orElseThrow()).isEqualTo(song(1, 1));
  }

  @Test
  void aTryThatPlayersMayHaveSeenKeepsItsNumber() throws QueueException {
    Claim claim = working("a", "Song.flac");
    generations().startSwitch(claim, generations().begin(claim).orElseThrow());
    queue.release(claim);

    assertThat(generations().begin(claimed("a")).orElseThrow()).isEqualTo(song(2, 0));
  }

  @Test
  void aTryWhosePublicationDidNotEndIsContinuedInPlaceOfTheOneThatBegan() throws QueueException {
    Claim first = working("a", "Song.flac");
    GenerationTry earlier = generations().begin(first).orElseThrow();
    generations().record(first, earlier, List.of("a segment"));
    generations().startSwitch(first, earlier);
    queue.release(first);
    Claim second = claimed("a");
    GenerationTry begun = generations().begin(second).orElseThrow();

    assertThat(generations().resume(first, begun, earlier)).as("the claim is lost").isFalse();
    assertThat(generations().resume(second, begun, earlier)).isTrue();

    assertThat(generations().of("Song")).extracting(Generation::id).containsExactly(earlier);
    assertThat(generations().keys(earlier)).containsExactly("a segment");
    assertThat(generations().record(second, earlier, List.of("a copy"))).isTrue();
    assertThat(queue.completed(second, earlier, "{}", Result.UNKNOWN)).isTrue();
    assertThat(generations().current("Song").orElseThrow().id()).isEqualTo(song(1, 0));
    assertThat(published("b")).isEqualTo(song(2, 0));
  }

  private static List<String> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> "tracks/Song/low/segment_" + i).toList();
  }

  @Test
  void theKeysOfSixHoursAreWrittenInFewRoundTrips() throws QueueException {
    CountedStatements counted = new CountedStatements(db.dataSource());
    TrackGenerations counting = new UploadQueue(counted.dataSource(), db.dialect()).generations();
    Claim claim = working("a", "Song.flac");
    GenerationTry written = generations().begin(claim).orElseThrow();

    assertThat(counting.record(claim, written, keys(6_480))).isTrue();

    assertThat(counted.sent()).isLessThan(20);
    assertThat(generations().keys(written)).isEqualTo(keys(6_480));
  }

  @Test
  void whatStoodThereIsAdoptedInFewRoundTrips() throws QueueException {
    CountedStatements counted = new CountedStatements(db.dataSource());
    TrackGenerations counting = new UploadQueue(counted.dataSource(), db.dialect()).generations();
    Claim claim = working("a", "Song.flac");
    generations().begin(claim);

    assertThat(counting.adopt(claim, keys(6_480))).isTrue();

    assertThat(counted.sent()).isLessThan(30);
    assertThat(generations().keys(new GenerationTry("Song", 0, 0))).hasSize(6_480);
  }

  @Test
  void keysAreWrittenWhileAnotherHoldsTheUploadsRow() throws Exception {
    Claim claim = working("a", "Song.flac");
    GenerationTry written = generations().begin(claim).orElseThrow();
    try (Connection other = db.dataSource().getConnection();
        PreparedStatement lock =
            other.prepareStatement("SELECT 1 FROM Uploads WHERE upload_id = ? FOR UPDATE")) {
      other.setAutoCommit(false);
      lock.setString(1, "a");
      lock.execute();

      assertThat(generations().record(claim, written, List.of("key"))).isTrue();
      other.rollback();
      other.setAutoCommit(true);
    }
    assertThat(generations().keys(written)).containsExactly("key");
  }

  @Test
  void anUnfinishedGenerationIsNotCurrent() throws QueueException {
    Claim claim = working("a", "Song.flac");
    GenerationTry written = generations().begin(claim).orElseThrow();
    generations().startSwitch(claim, written);

    assertThat(generations().current("Song")).isEmpty();
    queue.failed(claim, "permanent", "No.");
    assertThat(generations().current("Song")).isEmpty();
  }

  @Test
  void keysAreRecordedInOrderOnlyByTheHolder() throws QueueException {
    Claim claim = working("a", "Song.flac");
    GenerationTry written = generations().begin(claim).orElseThrow();
    assertThat(generations().record(claim, written, List.of("low/1", "med/1"))).isTrue();
    assertThat(generations().record(claim, written, List.of("low/2"))).isTrue();
    db.setStatus("a", "0");

    assertThat(generations().record(claim, written, List.of("late"))).isFalse();
    assertThat(generations().startSwitch(claim, written)).isFalse();
    assertThat(generations().adopt(claim, List.of("late"))).isFalse();

    assertThat(generations().keys(written)).containsExactly("low/1", "med/1", "low/2");
    assertThat(generations().of("Song").getFirst().state()).isEqualTo(State.WRITING);
  }

  @Test
  void whatStoodThereBeforeIsGenerationZeroAndIsCollectedAlike() throws QueueException {
    Claim claim = working("a", "Song.flac");
    assertThat(generations().adopt(claim, List.of("old/playlist"))).isTrue();
    generations().adopt(claim, List.of("something else"));
    GenerationTry written = generations().begin(claim).orElseThrow();
    GenerationTry before = generations().current("Song").orElseThrow().id();

    assertThat(before).isEqualTo(new GenerationTry("Song", 0, 0));
    assertThat(generations().keys(before)).containsExactly("old/playlist");

    queue.completed(claim, written, "{}", Result.UNKNOWN);
    db.ageGenerations(8);
    assertThat(generations().collectable(GRACE, 9)).containsExactly(before);
  }

  @Test
  void aReplacedGenerationIsCollectedOnlyAfterItsGrace() throws QueueException {
    GenerationTry old = published("a");
    GenerationTry current = published("b");
    db.ageGenerations(6);
    assertThat(generations().collectable(GRACE, 9)).isEmpty();
    assertThat(generations().startCollecting(old, GRACE)).isFalse();
    db.ageGenerations(2);

    assertThat(generations().collectable(GRACE, 9)).containsExactly(old);
    assertThat(generations().startCollecting(current, GRACE)).isFalse();
    assertThat(generations().startCollecting(old, GRACE)).isTrue();
    assertThat(queue.rollbacks().hold("Song", "me", QueueFixture.LEASE)).isEmpty();

    generations().forget(old);
    assertThat(generations().keys(old)).isEmpty();
    assertThat(generations().of("Song")).hasSize(1);
    assertThat(generations().collectable(GRACE, 9)).isEmpty();
  }

  @Test
  void aCollectionThatWasCutShortIsOfferedAgain() throws QueueException {
    GenerationTry old = published("a");
    published("b");
    db.ageGenerations(8);
    generations().startCollecting(old, GRACE);

    assertThat(generations().collectable(Duration.ofDays(1000), 9)).containsExactly(old);
    assertThat(generations().startCollecting(old, GRACE)).isTrue();
  }

  @Test
  void aForgottenGenerationsNumberIsNeverUsedAgain() throws QueueException {
    Claim claim = working("a", "Song.flac");
    GenerationTry given = generations().begin(claim).orElseThrow();
    queue.failed(claim, "permanent", "No.");
    db.ageGenerations(8);
    assertThat(generations().startCollecting(given, GRACE)).isTrue();
    generations().forget(given);

    assertThat(published("b")).isEqualTo(song(2, 0));
  }

  @Test
  void aTryIsNotCollectedWhileItsClaimLives() throws QueueException {
    Claim claim = working("a", "Song.flac");
    GenerationTry written = generations().begin(claim).orElseThrow();
    db.ageGenerations(8);
    assertThat(generations().collectable(GRACE, 9)).isEmpty();
    assertThat(generations().startCollecting(written, GRACE)).isFalse();

    queue.release(claim);
    assertThat(generations().collectable(GRACE, 9)).containsExactly(written);
  }

  @Test
  void aTryThatPlayersMayBeReadingIsKeptUntilAnotherReplacedIt() throws QueueException {
    Claim claim = working("a", "Song.flac");
    GenerationTry halfway = generations().begin(claim).orElseThrow();
    generations().startSwitch(claim, halfway);
    queue.failed(claim, "permanent", "No.");
    db.ageGenerations(800);
    assertThat(generations().collectable(GRACE, 9)).isEmpty();

    published("b");
    assertThat(generations().collectable(GRACE, 9)).isEmpty();
    db.ageGenerations(8);
    assertThat(generations().collectable(GRACE, 9)).containsExactly(halfway);
  }

  @Test
  void aRollbackMakesThePreviousGenerationCurrent() throws QueueException {
    GenerationTry first = published("a");
    GenerationTry second = published("b");

    Rollbacks.Hold hold = hold();
    assertThat(hold.from()).isEqualTo(second);
    assertThat(hold.to()).isEqualTo(first);
    assertThat(queue.rollbacks().finish(hold)).isTrue();

    assertThat(generations().current("Song").orElseThrow().id()).isEqualTo(first);
    assertThat(queue.rollbacks().hold("Song", "me", QueueFixture.LEASE)).isEmpty();
    db.ageGenerations(8);
    assertThat(generations().collectable(GRACE, 9)).containsExactly(second);
    assertThat(published("c")).isEqualTo(song(3, 0));
  }

  @Test
  void aTrackIsEitherWorkedOnOrRolledBack() throws QueueException {
    published("a");
    published("b");
    Rollbacks.Hold hold = hold();
    queue.add(new Upload("c", "Song.mp3"));
    assertThat(refused("c").reason()).isEqualTo(Reason.TRACK_BUSY);
    assertThat(queue.rollbacks().hold("Song", "other", QueueFixture.LEASE)).isEmpty();

    queue.rollbacks().release(hold);
    Claim claim = claimed("c");
    assertThat(queue.rollbacks().hold("Song", "me", QueueFixture.LEASE)).isEmpty();
    assertThat(queue.isStillHeld(claim)).isTrue();
  }

  @Test
  void aRollbackThatTookTooLongChangesNothing() throws QueueException {
    published("a");
    GenerationTry second = published("b");
    Rollbacks.Hold hold = hold();
    assertThat(queue.rollbacks().renew(hold, QueueFixture.LEASE)).isTrue();
    db.sql(
        "UPDATE audio_processor_track SET hold_until = CURRENT_TIMESTAMP(6)"
            + " - INTERVAL '1' SECOND");

    assertThat(queue.rollbacks().renew(hold, QueueFixture.LEASE)).isFalse();
    assertThat(queue.rollbacks().finish(hold)).isFalse();
    assertThat(generations().current("Song").orElseThrow().id()).isEqualTo(second);
    working("c", "Song.mp3");
  }

  @Test
  void theTargetOfARollbackIsNotCollectedMeanwhile() throws QueueException {
    GenerationTry first = published("a");
    published("b");
    db.ageGenerations(8);
    hold();

    assertThat(generations().startCollecting(first, GRACE)).isFalse();
    assertThat(generations().collectable(GRACE, 9)).isEmpty();
  }

  private Rollbacks.Hold hold() throws QueueException {
    return queue.rollbacks().hold("Song", "me", QueueFixture.LEASE).orElseThrow();
  }
}
