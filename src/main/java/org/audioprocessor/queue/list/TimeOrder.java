package org.audioprocessor.queue.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Query;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.list.PageRequest.Cursor;
import org.audioprocessor.queue.schema.TableIndexes;
import org.jspecify.annotations.Nullable;

/**
 * The keys of uploads through (uploaded_at, upload_id), in either direction. Uploads without a time
 * are the oldest; they are read by statements of their own, since the databases disagree about
 * where NULL sorts.
 *
 * @param conditions of {@link FilterSql#beyondStatus}
 */
public record TimeOrder(Set<UploadStatus> statuses, Query conditions, TableIndexes indexes) {
  private static final String KEYS = "SELECT u.uploaded_at, u.upload_id FROM Uploads u";
  private static final String READ_KEYS =
      "SELECT {u.uploaded_at} AS uploaded_at, {u.upload_id} AS upload_id FROM Uploads u";
  // MySQL needs 1.6 ms for this form and 282 ms for the row-value form
  private static final String OLDER =
      " AND u.uploaded_at <= ? AND (u.uploaded_at < ? OR u.upload_id < ?)";
  private static final String NEWER =
      " AND u.uploaded_at >= ? AND (u.uploaded_at > ? OR u.upload_id > ?)";

  public enum Direction {
    NEWEST_FIRST(" DESC"),
    OLDEST_FIRST("");

    private final String word;

    Direction(String word) {
      this.word = word;
    }

    Direction opposite() {
      return this == NEWEST_FIRST ? OLDEST_FIRST : NEWEST_FIRST;
    }

    List<Leg> legs() {
      return this == NEWEST_FIRST
          ? List.of(Leg.TIMED, Leg.UNTIMED)
          : List.of(Leg.UNTIMED, Leg.TIMED);
    }
  }

  public enum Leg {
    TIMED(" AND {timed}"),
    UNTIMED(" AND {untimed}");

    private final String condition;

    Leg(String condition) {
      this.condition = condition;
    }

    static Leg of(Cursor key) {
      return key.uploadedAt() == null ? UNTIMED : TIMED;
    }
  }

  /**
   * The next keys.
   *
   * @param after null to begin
   */
  List<Cursor> read(Session session, Direction direction, @Nullable Cursor after, int count)
      throws SQLException {
    List<Cursor> keys = new ArrayList<>();
    List<Leg> legs = direction.legs();
    int first = after == null ? 0 : legs.indexOf(Leg.of(after));
    for (int leg = first; leg < legs.size() && keys.size() < count; leg++) {
      Cursor inLeg = leg == first ? after : null;
      Query query = page(legs.get(leg), direction, inLeg, count - keys.size());
      keys.addAll(session.list(query.sql(), TimeOrder::key, query.bound()));
    }
    return keys;
  }

  /** The statement behind {@link #read}. */
  public Query page(Leg leg, Direction direction, @Nullable Cursor after, int count) {
    Set<UploadStatus> branches = branches();
    if (branches.isEmpty()) {
      return branch(READ_KEYS, FilterSql.statuses(statuses), leg, direction, after)
          .and(order("u.", leg, direction) + " LIMIT ?", count);
    }
    Query merged = Query.NOTHING;
    for (UploadStatus status : branches) {
      // the status leads the order in the words in which H2 finds its index
      String order =
          status == UploadStatus.OTHER
              ? order("u.", leg, direction)
              : " ORDER BY u.processing_status, " + columns("u.", leg, direction);
      String condition =
          statuses.isEmpty() ? FilterSql.mergedStatus(status) : FilterSql.status(status);
      Query one =
          branch(branches.size() == 1 ? READ_KEYS : KEYS, condition, leg, direction, after)
              .and(order + " LIMIT ?", count);
      merged =
          branches.size() == 1
              ? one
              : merged.and(merged.sql().isEmpty() ? "(" : " UNION ALL (").and(one).and(")");
    }
    return branches.size() == 1
        ? merged
        : Query.of("SELECT {m.uploaded_at} AS uploaded_at, {m.upload_id} AS upload_id FROM (")
            .and(merged)
            .and(") m" + order("m.", leg, direction) + " LIMIT ?", count);
  }

  /**
   * Every so manieth key of a leg, with its place from 1.
   *
   * @param chunk how many uploads to look at; 0 for all
   */
  Query sample(Leg leg, Direction direction, @Nullable Cursor after, int step, int chunk) {
    Query all = branch(KEYS, FilterSql.statuses(statuses), leg, direction, after);
    Query some = chunk == 0 ? all : page(leg, direction, after, chunk);
    String place = "ROW_NUMBER() OVER (" + order("k.", leg, direction) + ") AS place";
    return Query.of("SELECT {s.uploaded_at} AS uploaded_at, {s.upload_id} AS upload_id, s.place")
        .and(" FROM (SELECT k.uploaded_at, k.upload_id, " + place + " FROM (")
        .and(some)
        .and(") k) s WHERE MOD(s.place, ?) = 0 ORDER BY s.place", step);
  }

  Query count(Leg leg) {
    return Query.of("SELECT COUNT(*) AS uploads FROM Uploads u" + FilterSql.TRACK)
        .and(FilterSql.statuses(statuses))
        .and(conditions)
        .and(leg.condition);
  }

  static Cursor key(ResultSet row) throws SQLException {
    return new Cursor(Dialect.utcTime(row, "uploaded_at"), row.getString("upload_id"));
  }

  /** The statuses whose index scans are to be merged; empty where one plain scan is better. */
  private Set<UploadStatus> branches() {
    if (statuses.isEmpty()) {
      return indexes.byStatusAndTime() && !indexes.byTime()
          ? EnumSet.allOf(UploadStatus.class)
          : Set.of();
    }
    return indexes.byStatusAndTime() ? EnumSet.copyOf(statuses) : Set.of();
  }

  private Query branch(
      String keys, String status, Leg leg, Direction direction, @Nullable Cursor after) {
    return Query.of(keys + FilterSql.TRACK + status)
        .and(conditions)
        .and(leg.condition)
        .and(after == null ? Query.NOTHING : beyond(direction, after));
  }

  private static Query beyond(Direction direction, Cursor key) {
    boolean older = direction == Direction.NEWEST_FIRST;
    if (key.uploadedAt() == null) {
      return Query.of(" AND u.upload_id " + (older ? "<" : ">") + " ?", key.uploadId());
    }
    Object time = Dialect.utcTime(key.uploadedAt());
    return Query.of(older ? OLDER : NEWER, time, time, key.uploadId());
  }

  private static String order(String table, Leg leg, Direction direction) {
    return " ORDER BY " + columns(table, leg, direction);
  }

  /** Of times that cannot be shown MySQL has several, which are one to the reader. */
  private static String columns(String table, Leg leg, Direction direction) {
    String time = table + "uploaded_at" + direction.word + ", ";
    return (leg == Leg.TIMED ? time : "{others: " + time + "}")
        + table
        + "upload_id"
        + direction.word;
  }
}
