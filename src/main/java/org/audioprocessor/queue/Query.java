package org.audioprocessor.queue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A statement, or a part of one, and what is bound to it. */
record Query(String sql, List<Object> values) {
  static final Query NOTHING = new Query("", List.of());

  static Query of(String sql, Object... values) {
    return new Query(sql, List.of(values));
  }

  Query and(String more, Object... moreValues) {
    return and(new Query(more, List.of(moreValues)));
  }

  Query and(Query more) {
    List<Object> all = new ArrayList<>(values);
    all.addAll(more.values);
    return new Query(sql + more.sql, Collections.unmodifiableList(all));
  }

  Object[] bound() {
    return values.toArray();
  }
}
