package org.audioprocessor.queue.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A statement, or a part of one, and its bound values. */
public record Query(String sql, List<Object> values) {
  public static final Query NOTHING = new Query("", List.of());

  public static Query of(String sql, Object... values) {
    return new Query(sql, List.of(values));
  }

  public Query and(String more, Object... moreValues) {
    return and(new Query(more, List.of(moreValues)));
  }

  public Query and(Query more) {
    List<Object> all = new ArrayList<>(values);
    all.addAll(more.values);
    return new Query(sql + more.sql, Collections.unmodifiableList(all));
  }

  public Object[] bound() {
    return values.toArray();
  }
}
