package org.audioprocessor.queue.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Query;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.list.PageRequest.Cursor;
import org.audioprocessor.queue.list.SampledOffsets.Anchor;
import org.audioprocessor.queue.list.TimeOrder.Direction;
import org.audioprocessor.queue.list.TimeOrder.Leg;
import org.jspecify.annotations.Nullable;

/**
 * Any number of uploads in the order of time. A place is reached by key: from the start, from the
 * end, or from the nearest anchor. Anchors are sampled by one pass over the list when somebody
 * first jumps into its middle; what others change afterwards moves places by as many rows.
 */
final class KeysetIds implements IdSource {
  private static final int STEP = 500;

  /** Up to this distance, reading keys is cheaper than sampling. */
  private static final int REACH = 4 * STEP;

  /** The rest of the anchors is for places that were read. */
  private static final int MOST_SAMPLED = SampledOffsets.MOST / 2;

  /** In rows, for a database that samples in our memory. */
  private static final int CHUNK = 100 * STEP;

  private final TimeOrder order;
  private final Direction direction;
  private final Count count;
  private final int chunk;
  private final SampledOffsets anchors = new SampledOffsets();
  private int step = STEP;
  private long drift;
  private long lastSize = -1;

  /** Of a key, from 1. */
  private record Place(long place, Cursor key) {}

  /** How many uploads the list has. */
  interface Count {
    long uploads(Session session) throws SQLException;
  }

  KeysetIds(TimeOrder order, Direction direction, Count count, Dialect dialect) {
    this.order = order;
    this.direction = direction;
    this.count = count;
    this.chunk = dialect.hasWindowsInOurMemory() ? CHUNK : 0;
  }

  @Override
  public long size(Session session) throws SQLException {
    if (lastSize < 0) {
      lastSize = count.uploads(session);
    }
    return lastSize;
  }

  @Override
  public List<String> ids(Session session, long from, int wanted) throws SQLException {
    if (from - anchors.before(from).place() > Math.max(REACH, step)) {
      long afterwards = size(session) - from - wanted;
      if (afterwards <= REACH) {
        int there = (int) Math.min(wanted, size(session) - from);
        return there <= 0 ? List.of() : fromEnd(session, Math.max(0, afterwards), there);
      }
      sample(session);
    }
    return fromAnchor(session, from, wanted);
  }

  @Override
  public boolean refresh(Session session) throws SQLException {
    long before = size(session);
    lastSize = count.uploads(session);
    long change = lastSize - before;
    drift += Math.abs(change);
    if (drift > REACH) {
      anchors.clear();
      drift = 0;
    } else if (change != 0 && direction == Direction.NEWEST_FIRST) {
      anchors.shift(change);
    }
    return change != 0;
  }

  private List<String> fromAnchor(Session session, long from, int wanted) throws SQLException {
    Anchor anchor = anchors.before(from);
    int skipped = Math.toIntExact(from - anchor.place());
    List<Cursor> keys = order.read(session, direction, anchor.key(), skipped + wanted);
    if (keys.size() == skipped + wanted) {
      anchors.learn(from + wanted, keys.getLast());
    }
    return ids(keys.subList(Math.min(skipped, keys.size()), keys.size()));
  }

  private List<String> fromEnd(Session session, long afterwards, int wanted) throws SQLException {
    int skipped = (int) afterwards;
    List<Cursor> keys = order.read(session, direction.opposite(), null, skipped + wanted);
    return ids(keys.subList(Math.min(skipped, keys.size()), keys.size())).reversed();
  }

  private static List<String> ids(List<Cursor> keys) {
    return keys.stream().map(Cursor::uploadId).toList();
  }

  private void sample(Session session) throws SQLException {
    anchors.clear();
    drift = 0;
    step = step(size(session));
    long place = 0;
    for (Leg leg : direction.legs()) {
      place = sample(session, leg, place);
    }
  }

  /** A longer list has its anchors further apart, and not only at its beginning. */
  static int step(long size) {
    return Math.toIntExact(Math.max(STEP, size / MOST_SAMPLED + 1));
  }

  /** Returns the place at which the following leg begins. */
  private long sample(Session session, Leg leg, long start) throws SQLException {
    int rows = chunk == 0 ? 0 : Math.max(chunk, 2 * step);
    long place = start;
    Cursor after = null;
    List<Place> found;
    do {
      Query query = order.sample(leg, direction, after, step, rows);
      found = session.list(query.sql(), KeysetIds::place, query.bound());
      long before = place;
      for (Place one : found) {
        after = one.key();
        place = before + one.place();
        anchors.learn(place, one.key());
      }
    } while (rows > 0 && found.size() == rows / step);
    return place + remaining(session, leg, after);
  }

  /** Of a leg, behind its last anchor: fewer than a step. */
  private int remaining(Session session, Leg leg, @Nullable Cursor after) throws SQLException {
    Query query = order.page(leg, direction, after, step);
    return session.list(query.sql(), TimeOrder::key, query.bound()).size();
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(row.getLong("place"), TimeOrder.key(row));
  }
}
