package org.audioprocessor.queue.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Session.Query;
import org.audioprocessor.queue.list.TimeOrder.Direction;
import org.audioprocessor.queue.list.TimeOrder.TimeGroup;
import org.audioprocessor.queue.list.UploadList.IdSource;
import org.audioprocessor.queue.list.UploadLists.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Any number of uploads in the order of time. An offset is reached by keyset: from the start, from
 * the end, or from the nearest anchor. Anchors are sampled by one pass over the list at the first
 * jump into its middle; later changes by other processes shift offsets by the number of changed
 * rows.
 */
final class KeysetIds implements IdSource {
  private static final int STEP = 500;

  /** Up to this distance, reading keys is cheaper than sampling. */
  private static final int REACH = 4 * STEP;

  /** The other half is for offsets that were read. */
  private static final int MOST_SAMPLED = SampledOffsets.MOST / 2;

  /** Rows of one sampling query, for a database that samples in this process's memory. */
  private static final int CHUNK = 100 * STEP;

  private final TimeOrder order;
  private final Direction direction;
  private final Count count;
  private final int chunk;
  private final SampledOffsets anchors = new SampledOffsets();
  private int step = STEP;
  private long drift;
  private long lastSize = -1;

  /** A key and its 1-based position. */
  private record Position(long position, Cursor key) {}

  /** Counts the uploads of the list. */
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
    if (from - anchors.before(from).offset() > Math.max(REACH, step)) {
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
    SampledOffsets.Anchor anchor = anchors.before(from);
    int skipped = Math.toIntExact(from - anchor.offset());
    List<Cursor> keys = order.read(session, direction, anchor.key(), skipped + wanted);
    if (keys.size() == skipped + wanted) {
      anchors.add(from + wanted, keys.getLast());
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
    long position = 0;
    for (TimeGroup group : direction.groups()) {
      position = sample(session, group, position);
    }
  }

  /**
   * Returns the distance of anchors in rows. Longer lists have more distant anchors, so that these
   * cover the whole list.
   */
  static int step(long size) {
    return Math.toIntExact(Math.max(STEP, size / MOST_SAMPLED + 1));
  }

  /** Samples a group and returns the position at which the next group begins. */
  private long sample(Session session, TimeGroup group, long start) throws SQLException {
    int rows = chunk == 0 ? 0 : Math.max(chunk, 2 * step);
    long position = start;
    Cursor after = null;
    List<Position> found;
    do {
      Query query = order.sample(group, direction, after, step, rows);
      found = session.list(query.sql(), KeysetIds::position, query.bound());
      long before = position;
      for (Position one : found) {
        after = one.key();
        position = before + one.position();
        anchors.add(position, one.key());
      }
    } while (rows > 0 && found.size() == rows / step);
    return position + remaining(session, group, after);
  }

  /** Counts the rows of a group after its last anchor: fewer than a step. */
  private int remaining(Session session, TimeGroup group, @Nullable Cursor after)
      throws SQLException {
    Query query = order.page(group, direction, after, step);
    return session.list(query.sql(), TimeOrder::key, query.bound()).size();
  }

  private static Position position(ResultSet row) throws SQLException {
    return new Position(row.getLong("place"), TimeOrder.key(row));
  }

  /** Offsets of a list with known keys, from which reading can start. */
  static final class SampledOffsets {
    /** About 1 MB. */
    static final int MOST = 10_000;

    private NavigableMap<Long, Cursor> keys = new TreeMap<>();

    /**
     * An offset with a known key.
     *
     * @param offset of the row after the key, from 0
     * @param key null for the start of the list
     */
    record Anchor(long offset, @Nullable Cursor key) {}

    /** Returns the last anchor that is not after this offset. */
    Anchor before(long offset) {
      Map.Entry<Long, Cursor> entry = keys.floorEntry(offset);
      return entry == null ? new Anchor(0, null) : new Anchor(entry.getKey(), entry.getValue());
    }

    void add(long offset, Cursor key) {
      if (keys.size() < MOST) {
        keys.put(offset, key);
      }
    }

    void clear() {
      keys.clear();
    }

    /** Shifts all anchors after rows were added or removed before them. */
    void shift(long rows) {
      NavigableMap<Long, Cursor> shifted = new TreeMap<>();
      keys.forEach((offset, key) -> {
        if (offset + rows > 0) {
          shifted.put(offset + rows, key);
        }
      });
      keys = shifted;
    }
  }

  /** Concatenates lists of one status each. */
  record ConcatenatedIds(List<? extends IdSource> parts) implements IdSource {

    @Override
    public long size(Session session) throws SQLException {
      long size = 0;
      for (IdSource part : parts) {
        size += part.size(session);
      }
      return size;
    }

    /** Returns an upload once, even if its status changes between the queries of two parts. */
    @Override
    public List<String> ids(Session session, long from, int count) throws SQLException {
      Set<String> ids = new LinkedHashSet<>();
      long start = 0;
      for (IdSource part : parts) {
        long size = part.size(session);
        long inPart = Math.max(0, from - start);
        int wanted = (int) Math.min(count - ids.size(), size - inPart);
        if (wanted > 0) {
          ids.addAll(part.ids(session, inPart, wanted));
        }
        start += size;
      }
      return new ArrayList<>(ids);
    }

    @Override
    public boolean refresh(Session session) throws SQLException {
      boolean changed = false;
      for (IdSource part : parts) {
        changed |= part.refresh(session);
      }
      return changed;
    }
  }
}
