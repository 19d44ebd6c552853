package org.audioprocessor.queue.list;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.audioprocessor.queue.jdbc.Session;
import org.jspecify.annotations.Nullable;

/**
 * Caches a value that is expensive to query. Refreshing it takes at most a twentieth of one
 * connection's time, regardless of the table's size.
 */
public final class BudgetedCache<T> {
  private static final int SHARE = 20;

  private final Load<T> load;
  private final Duration leastAge;
  private final InstantSource clock;
  private @Nullable Kept<T> kept;

  public interface Load<T> {
    T from(Session session) throws SQLException;
  }

  private record Kept<T>(T value, Instant at, Duration cost) {}

  /**
   * Creates an empty cache.
   *
   * @param leastAge minimum age of a refreshed value
   */
  public BudgetedCache(Load<T> load, Duration leastAge, InstantSource clock) {
    this.load = load;
    this.leastAge = leastAge;
    this.clock = clock;
  }

  /** Returns the cached value; loads it if there is none. */
  synchronized T latest(Session session) throws SQLException {
    return kept == null ? reload(session) : kept.value();
  }

  /** Returns the cached value; reloads it if it is due. */
  public synchronized T recent(Session session) throws SQLException {
    return kept == null || isDue(kept) ? reload(session) : kept.value();
  }

  /** Applies a known change to the kept value; the age of the value stays the same. */
  public synchronized void adjust(UnaryOperator<T> change) {
    if (kept != null) {
      kept = new Kept<>(change.apply(kept.value()), kept.at(), kept.cost());
    }
  }

  private boolean isDue(Kept<T> before) {
    Duration age = Duration.between(before.at(), clock.instant());
    return age.compareTo(leastAge) >= 0 && age.compareTo(before.cost().multipliedBy(SHARE)) >= 0;
  }

  private T reload(Session session) throws SQLException {
    Instant start = clock.instant();
    T value = load.from(session);
    Instant end = clock.instant();
    kept = new Kept<>(value, end, Duration.between(start, end));
    return value;
  }
}
