package org.audioprocessor.queue.generation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.claim.Locks;
import org.audioprocessor.queue.claim.Locks.TrackLock;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.generation.Generation.State;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Sql;
import org.audioprocessor.queue.jdbc.Transactions;

/**
 * Records rollbacks of tracks to their previous generations. While a track is held for a rollback,
 * none of its uploads can be claimed; while an upload is claimed, its track cannot be held.
 */
public final class Rollbacks {
  private final Transactions transactions;
  private final Transactions renewing;
  private final TrackGenerations generations;

  public Rollbacks(Transactions transactions, Transactions renewing, TrackGenerations generations) {
    this.transactions = transactions;
    this.renewing = renewing;
    this.generations = generations;
  }

  /**
   * The right to switch a track's fixed names, until it expires or is released.
   *
   * @param from the current generation
   * @param to the generation published before it
   */
  public record Hold(String trackId, long token, GenerationTry from, GenerationTry to) {}

  /** Acquires a hold; empty if the track is busy, unknown, or has no previous generation. */
  public Optional<Hold> hold(String trackId, String owner, Duration length) throws QueueException {
    return transactions.inTransaction(session -> {
      Optional<TrackLock> track = Locks.knownTrack(session, trackId);
      if (track.isEmpty() || track.get().heldForRollback() || track.get().holderUpload() != null) {
        return Optional.empty();
      }
      GenerationTry from = track.get().current();
      Optional<GenerationTry> to = from == null ? Optional.empty() : previous(session, from);
      return from == null || to.isEmpty()
          ? Optional.empty()
          : Optional.of(hold(session, from, to.get(), owner, length));
    });
  }

  /** Extends the hold; returns false if it is lost. */
  public boolean renew(Hold hold, Duration length) throws QueueException {
    return renewing.inTransaction(session ->
        session.update(Sql.withSpan(Sql.RENEW_HOLD, length), hold.trackId(), hold.token()) == 1);
  }

  /**
   * Records that the fixed names refer to the previous generation, and ends the hold.
   *
   * @return false if the hold is lost
   */
  public boolean finish(Hold hold) throws QueueException {
    return transactions.inTransaction(session -> {
      Locks.track(session, hold.trackId());
      boolean held = session.exists(Sql.STILL_HELD, hold.trackId(), hold.token());
      if (held) {
        TrackGenerations.publish(session, hold.to());
        session.update(Sql.END_HOLD, hold.trackId(), hold.token());
      }
      return held;
    });
  }

  /** Releases the hold without a change. */
  public void release(Hold hold) throws QueueException {
    transactions.inTransaction(
        session -> session.update(Sql.END_HOLD, hold.trackId(), hold.token()));
  }

  private static Hold hold(
      Session session, GenerationTry from, GenerationTry to, String owner, Duration length)
      throws SQLException {
    String trackId = from.trackId();
    session.update(Sql.SET_REPLACED_NOW, trackId, to.generation(), to.tryNumber());
    session.update(Sql.withSpan(Sql.HOLD_FOR_ROLLBACK, length), owner, trackId);
    long token = session.list(Sql.HOLD_TOKEN, row -> row.getLong("hold_token"), trackId).getFirst();
    return new Hold(trackId, token, from, to);
  }

  private Optional<GenerationTry> previous(Session session, GenerationTry current)
      throws SQLException {
    List<Generation> newestFirst = generations.of(session, current.trackId());
    return newestFirst.stream()
        .filter(one -> one.state() == State.PUBLISHED)
        .map(Generation::id)
        .filter(one -> one.generation() < current.generation())
        .findFirst();
  }
}
