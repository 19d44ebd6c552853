package org.audioprocessor.queue.generation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.claim.Locks;
import org.audioprocessor.queue.claim.Locks.TrackLock;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.generation.Generation.State;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Sql;
import org.audioprocessor.queue.jdbc.Transactions;

/**
 * The generations of tracks and the object keys of each try, recorded before the objects are
 * written. Methods that take a {@link Claim} do nothing once the claim is lost, and return so.
 *
 * <p>A generation number is reused only after a try that no fixed name referred to.
 */
public final class TrackGenerations {
  /** Rows per INSERT: few round trips, and well below the limit of 65,535 bound values. */
  static final int KEYS_AT_ONCE = 500;

  private final Transactions transactions;
  private final Dialect dialect;

  public TrackGenerations(Transactions transactions, Dialect dialect) {
    this.transactions = transactions;
    this.dialect = dialect;
  }

  /** Starts a try for the claim; empty if the claim is lost. */
  public Optional<GenerationTry> begin(Claim claim) throws QueueException {
    return transactions.inTransaction(session -> {
      if (Locks.heldLease(session, claim).isEmpty()) {
        return Optional.empty();
      }
      GenerationTry next = nextTry(session, Locks.track(session, claim.trackId()));
      insert(session, next, claim, State.WRITING);
      session.update(Sql.SET_LAST_GENERATION, next.generation(), claim.trackId());
      return Optional.of(next);
    });
  }

  /**
   * Records objects that existed before the program as generation 0 and as the current one. Does
   * nothing if the track has a generation.
   *
   * @return false if the claim is lost
   */
  public boolean adopt(Claim claim, Collection<String> keys) throws QueueException {
    GenerationTry before = new GenerationTry(claim.trackId(), 0, 0);
    boolean first =
        transactions.inTransaction(session -> {
          boolean unknown = generation(session, before).isEmpty() && isStillHeld(session, claim);
          if (unknown) {
            // left by an adoption that ended before its second transaction
            session.update(Sql.FORGET_KEYS, key(before));
            addKeys(session, before, keys);
          }
          return unknown;
        });
    return transactions.inTransaction(session -> {
      if (Locks.heldLease(session, claim).isEmpty()) {
        return false;
      }
      if (first
          && Locks.track(session, claim.trackId()).current() == null
          && generation(session, before).isEmpty()) {
        insert(session, before, claim, State.PUBLISHED);
        publish(session, before);
      }
      return true;
    });
  }

  /**
   * Records keys before their objects are written. Locks only the row of the try: a long track has
   * thousands of keys, and the heartbeat needs the upload's row meanwhile. Keys recorded after a
   * concurrent loss of the claim are harmless.
   *
   * @return false if the claim is lost
   */
  public boolean record(Claim claim, GenerationTry written, Collection<String> keys)
      throws QueueException {
    return transactions.inTransaction(session -> {
      boolean mine =
          session.exists(Sql.LOCK_GENERATION, key(written)) && isStillHeld(session, claim);
      if (mine) {
        addKeys(session, written, keys);
      }
      return mine;
    });
  }

  /**
   * Marks the try as switching, before the first write to a key that later tries share or that
   * players read.
   *
   * @return false if the claim is lost
   */
  public boolean startSwitch(Claim claim, GenerationTry written) throws QueueException {
    return transactions.inTransaction(session -> {
      boolean mine = Locks.heldLease(session, claim).isPresent();
      if (mine) {
        session.update(Sql.SET_STATE, with(written, State.SWITCHING.name()));
      }
      return mine;
    });
  }

  /**
   * Continues an earlier try whose switch began, in place of one that has written nothing.
   *
   * @return false if the claim is lost
   */
  public boolean resume(Claim claim, GenerationTry begun, GenerationTry earlier)
      throws QueueException {
    return transactions.inTransaction(session -> {
      boolean mine = Locks.heldLease(session, claim).isPresent();
      if (mine) {
        Locks.track(session, claim.trackId());
        session.update(
            Sql.RESUME_GENERATION,
            claim.uploadId(),
            claim.token(),
            earlier.trackId(),
            earlier.generation(),
            earlier.tryNumber());
        session.update(Sql.FORGET_KEYS, key(begun));
        session.update(Sql.FORGET_GENERATION, key(begun));
        session.update(Sql.SET_LAST_GENERATION, earlier.generation(), claim.trackId());
      }
      return mine;
    });
  }

  /** Returns all tries of the track, newest first, including abandoned ones. */
  public List<Generation> of(String trackId) throws QueueException {
    return transactions.read(session -> of(session, trackId));
  }

  List<Generation> of(Session session, String trackId) throws SQLException {
    return session.list(Sql.GENERATIONS_OF_TRACK, this::read, trackId);
  }

  /** Returns the generation that the fixed names refer to. */
  public Optional<Generation> current(String trackId) throws QueueException {
    return transactions.read(session -> session.first(Sql.CURRENT_GENERATION, this::read, trackId));
  }

  /** Returns the keys in the order of their recording; a key may occur twice. */
  public List<String> keys(GenerationTry written) throws QueueException {
    return transactions.read(
        session -> session.list(Sql.KEYS, row -> row.getString("object_key"), key(written)));
  }

  /**
   * Returns tries that can be collected, oldest first: replaced before the grace period, abandoned
   * before it without a reference by a fixed name, or partly collected. Never the current one.
   */
  public List<GenerationTry> collectable(Duration grace, int limit) throws QueueException {
    return transactions.read(session ->
        session.list(Sql.withSpan(Sql.COLLECTABLE, grace), this::read, limit).stream()
            .map(Generation::id)
            .toList());
  }

  /**
   * Marks the try as being collected, before its first object is deleted. It can no longer be
   * rolled back to.
   *
   * @return false if it cannot be collected
   */
  public boolean startCollecting(GenerationTry written, Duration grace) throws QueueException {
    return transactions.inTransaction(session -> {
      TrackLock track = Locks.track(session, written.trackId());
      boolean may =
          !written.equals(track.current())
              && !track.heldForRollback()
              && session
                  .first(Sql.withSpan(Sql.IS_COLLECTABLE, grace), this::read, key(written))
                  .isPresent();
      if (may) {
        session.update(Sql.SET_STATE, with(written, State.COLLECTING.name()));
      }
      return may;
    });
  }

  /** Deletes the record of a try after all its objects were deleted. */
  public void forget(GenerationTry written) throws QueueException {
    transactions.inTransaction(session -> {
      Locks.track(session, written.trackId());
      session.update(Sql.FORGET_KEYS, key(written));
      return session.update(Sql.FORGET_GENERATION, key(written));
    });
  }

  /**
   * Marks the try as published and current. Call it in the transaction that holds the track's lock.
   */
  public static void publish(Session session, GenerationTry published) throws SQLException {
    session.update(Sql.SET_PUBLISHED, key(published));
    session.update(Sql.SET_OTHERS_REPLACED, key(published));
    session.update(
        Sql.SET_CURRENT, published.generation(), published.tryNumber(), published.trackId());
  }

  private GenerationTry nextTry(Session session, TrackLock track) throws SQLException {
    int last = track.lastGeneration();
    List<Generation> tries =
        of(session, track.trackId()).stream()
            .filter(generation -> generation.id().generation() == last)
            .toList();
    int lastTry = tries.isEmpty() ? GenerationTry.LAST_TRY : tries.getFirst().id().tryNumber();
    boolean unseen = tries.stream().allMatch(one -> one.state() == State.WRITING);
    return last > 0 && unseen && lastTry < GenerationTry.LAST_TRY
        ? new GenerationTry(track.trackId(), last, lastTry + 1)
        : new GenerationTry(track.trackId(), last + 1, 0);
  }

  private static void insert(Session session, GenerationTry id, Claim claim, State state)
      throws SQLException {
    session.update(
        Sql.ADD_GENERATION,
        id.trackId(),
        id.generation(),
        id.tryNumber(),
        claim.uploadId(),
        claim.token(),
        state.name());
  }

  private Optional<Generation> generation(Session session, GenerationTry id) throws SQLException {
    return session.first(Sql.GENERATION, this::read, key(id));
  }

  private static void addKeys(Session session, GenerationTry written, Collection<String> keys)
      throws SQLException {
    int number =
        session
            .first(Sql.LAST_KEY_NUMBER, row -> row.getInt("last_number"), key(written))
            .orElse(0);
    List<String> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += KEYS_AT_ONCE) {
      List<String> some = all.subList(from, Math.min(from + KEYS_AT_ONCE, all.size()));
      List<Object> values = new ArrayList<>();
      for (String objectKey : some) {
        number++;
        Collections.addAll(values, key(written));
        values.add(number);
        values.add(objectKey);
      }
      session.update(Sql.addKeys(some.size()), values.toArray());
    }
  }

  private static boolean isStillHeld(Session session, Claim claim) throws SQLException {
    return session.exists(
        Sql.STILL_MINE, claim.uploadId(), claim.uploadId(), claim.owner(), claim.token());
  }

  private static Object[] key(GenerationTry id) {
    return new Object[] {id.trackId(), id.generation(), id.tryNumber()};
  }

  private static Object[] with(GenerationTry id, String first) {
    return new Object[] {first, id.trackId(), id.generation(), id.tryNumber()};
  }

  private Generation read(ResultSet row) throws SQLException {
    return new Generation(
        new GenerationTry(
            row.getString("track_id"), row.getInt("generation"), row.getInt("try_number")),
        State.valueOf(row.getString("state")),
        Objects.requireNonNull(dialect.instant(row, "created_at")),
        dialect.instant(row, "published_at"),
        dialect.instant(row, "replaced_at"));
  }
}
