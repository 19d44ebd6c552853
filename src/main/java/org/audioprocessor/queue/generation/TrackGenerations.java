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
import org.audioprocessor.queue.generation.Generation.State;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Sql;
import org.audioprocessor.queue.jdbc.Transactions;

/**
 * The generations of a track and the keys that each try wrote, recorded before they are put.
 * Everything that takes a {@link Claim} does nothing once the claim is lost, and says so.
 *
 * <p>A generation's number is used again only by the next try after one that no fixed name led to.
 */
public final class TrackGenerations {
  /** Rows of one INSERT: few round trips, and far from the limit of 65,535 values. */
  static final int KEYS_AT_ONCE = 500;

  private final Transactions transactions;
  private final Dialect dialect;

  public TrackGenerations(Transactions transactions, Dialect dialect) {
    this.transactions = transactions;
    this.dialect = dialect;
  }

  /** What the claim is to write; empty if the claim is lost. */
  public Optional<GenerationTry> begin(Claim claim) throws QueueException {
    return transactions.inTransaction(session -> {
      if (Locks.mine(session, claim).isEmpty()) {
        return Optional.empty();
      }
      GenerationTry next = nextTry(session, Locks.track(session, claim.trackId()));
      insert(session, next, claim, State.WRITING);
      session.update(Sql.SET_LAST_GENERATION, next.generation(), claim.trackId());
      return Optional.of(next);
    });
  }

  /**
   * Records what stood under the fixed names before us as generation 0 and as the current one. Does
   * nothing where the track has a generation already.
   *
   * @return false if the claim is lost
   */
  public boolean adopt(Claim claim, Collection<String> keys) throws QueueException {
    GenerationTry before = new GenerationTry(claim.trackId(), 0, 0);
    boolean first =
        transactions.inTransaction(session -> {
          boolean unknown = generation(session, before).isEmpty() && stillMine(session, claim);
          if (unknown) {
            // of an adoption that ended before its second half
            session.update(Sql.FORGET_KEYS, key(before));
            addKeys(session, before, keys);
          }
          return unknown;
        });
    return transactions.inTransaction(session -> {
      if (Locks.mine(session, claim).isEmpty()) {
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
   * To be called before the keys are put. It holds the row of the try only: a long track has
   * thousands of keys, and the heartbeat needs the upload's row meanwhile. Keys that are recorded
   * although the claim is lost at that moment do no harm.
   *
   * @return false if the claim is lost
   */
  public boolean record(Claim claim, GenerationTry written, Collection<String> keys)
      throws QueueException {
    return transactions.inTransaction(session -> {
      boolean mine = session.exists(Sql.LOCK_GENERATION, key(written)) && stillMine(session, claim);
      if (mine) {
        addKeys(session, written, keys);
      }
      return mine;
    });
  }

  /**
   * To be called before the first key that a later try would write again, or that a player knows.
   *
   * @return false if the claim is lost
   */
  public boolean startSwitch(Claim claim, GenerationTry written) throws QueueException {
    return transactions.inTransaction(session -> {
      boolean mine = Locks.mine(session, claim).isPresent();
      if (mine) {
        session.update(Sql.SET_STATE, with(written, State.SWITCHING.name()));
      }
      return mine;
    });
  }

  /** Newest first, tries that were given up included. */
  public List<Generation> of(String trackId) throws QueueException {
    return transactions.read(session -> of(session, trackId));
  }

  List<Generation> of(Session session, String trackId) throws SQLException {
    return session.list(Sql.GENERATIONS_OF_TRACK, this::read, trackId);
  }

  /** The one that the fixed names lead to. */
  public Optional<Generation> current(String trackId) throws QueueException {
    return transactions.read(session -> session.first(Sql.CURRENT_GENERATION, this::read, trackId));
  }

  /** In the order in which they were recorded; a key may stand there twice. */
  public List<String> keys(GenerationTry written) throws QueueException {
    return transactions.read(
        session -> session.list(Sql.KEYS, row -> row.getString("object_key"), key(written)));
  }

  /**
   * Oldest first: replaced longer ago than the grace, given up longer ago before a fixed name led
   * to them, or half collected. Never the current one.
   */
  public List<GenerationTry> collectable(Duration grace, int limit) throws QueueException {
    return transactions.read(session ->
        session.list(Sql.spanning(Sql.COLLECTABLE, grace), this::read, limit).stream()
            .map(Generation::id)
            .toList());
  }

  /**
   * To be called before the first object is deleted: from here on it cannot be rolled back to.
   *
   * @return false if it may not be collected, or no longer
   */
  public boolean startCollecting(GenerationTry written, Duration grace) throws QueueException {
    return transactions.inTransaction(session -> {
      TrackLock track = Locks.track(session, written.trackId());
      boolean may =
          !written.equals(track.current())
              && !track.heldForRollback()
              && session
                  .first(Sql.spanning(Sql.IS_COLLECTABLE, grace), this::read, key(written))
                  .isPresent();
      if (may) {
        session.update(Sql.SET_STATE, with(written, State.COLLECTING.name()));
      }
      return may;
    });
  }

  /** To be called after the objects were deleted. */
  public void forgetKeys(GenerationTry written, Collection<String> keys) throws QueueException {
    transactions.inTransaction(session -> {
      for (String objectKey : keys) {
        Object[] one = key(written);
        session.update(Sql.FORGET_KEY, one[0], one[1], one[2], objectKey);
      }
      return keys.size();
    });
  }

  /** To be called after all its objects were deleted; ends what {@link #startCollecting} began. */
  public void forget(GenerationTry written) throws QueueException {
    transactions.inTransaction(session -> {
      Locks.track(session, written.trackId());
      session.update(Sql.FORGET_KEYS, key(written));
      return session.update(Sql.FORGET_GENERATION, key(written));
    });
  }

  /** Inside the transaction that holds the track. */
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

  private static boolean stillMine(Session session, Claim claim) throws SQLException {
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
