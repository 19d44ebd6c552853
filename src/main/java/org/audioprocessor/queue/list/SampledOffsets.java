package org.audioprocessor.queue.list;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.audioprocessor.queue.list.PageRequest.Cursor;
import org.jspecify.annotations.Nullable;

/** Places of a list whose keys are known, so that reading can begin there. */
final class SampledOffsets {
  /** About 1 MB. */
  static final int MOST = 10_000;

  private NavigableMap<Long, Cursor> keys = new TreeMap<>();

  /**
   * A place to read on from.
   *
   * @param place of the row after the key, from 0
   * @param key null at the very start
   */
  record Anchor(long place, @Nullable Cursor key) {}

  /** The last one that is not beyond this place. */
  Anchor before(long place) {
    Map.Entry<Long, Cursor> entry = keys.floorEntry(place);
    return entry == null ? new Anchor(0, null) : new Anchor(entry.getKey(), entry.getValue());
  }

  void learn(long place, Cursor key) {
    if (keys.size() < MOST) {
      keys.put(place, key);
    }
  }

  void clear() {
    keys.clear();
  }

  /** Rows came or went before all of them. */
  void shift(long rows) {
    NavigableMap<Long, Cursor> shifted = new TreeMap<>();
    keys.forEach((place, key) -> {
      if (place + rows > 0) {
        shifted.put(place + rows, key);
      }
    });
    keys = shifted;
  }
}
