package org.audioprocessor.queue.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Session.Query;
import org.audioprocessor.queue.list.UploadLists.Cursor;
import org.audioprocessor.queue.schema.TableIndexes;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys of uploads in the order of (uploaded_at, upload_id), in either direction. Uploads
 * without a time are the oldest; separate statements read them, because databases differ in the
 * sort order of NULL.
 *
 * @param conditions result of {@link FilterSql#beyondStatus}
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

    List<TimeGroup> groups() {
      return this == NEWEST_FIRST
          ? List.of(TimeGroup.TIMED, TimeGroup.UNTIMED)
          : List.of(TimeGroup.UNTIMED, TimeGroup.TIMED);
    }
  }

  /** Uploads with and without a time. */
  public enum TimeGroup {
    TIMED(" AND {timed}"),
    UNTIMED(" AND {untimed}");

    private final String condition;

    TimeGroup(String condition) {
      this.condition = condition;
    }

    static TimeGroup of(Cursor key) {
      return key.uploadedAt() == null ? UNTIMED : TIMED;
    }
  }

  /**
   * Reads the next keys.
   *
   * @param after last key read; null for the first call
   */
  List<Cursor> read(Session session, Direction direction, @Nullable Cursor after, int count)
      throws SQLException {
    List<Cursor> keys = new ArrayList<>();
    List<TimeGroup> groups = direction.groups();
    int first = after == null ? 0 : groups.indexOf(TimeGroup.of(after));
    for (int group = first; group < groups.size() && keys.size() < count; group++) {
      Cursor inGroup = group == first ? after : null;
      Query query = page(groups.get(group), direction, inGroup, count - keys.size());
      keys.addAll(session.list(query.sql(), TimeOrder::key, query.bound()));
    }
    return keys;
  }

  /** Returns the statement of {@link #read} for one group. */
  public Query page(TimeGroup group, Direction direction, @Nullable Cursor after, int count) {
    Set<UploadStatus> branches = branches();
    if (branches.isEmpty()) {
      return branch(READ_KEYS, FilterSql.statuses(statuses), group, direction, after)
          .and(order("u.", group, direction) + " LIMIT ?", count);
    }
    Query merged = Query.NOTHING;
    for (UploadStatus status : branches) {
      // H2 uses its index only if the status leads the order
      String order =
          status == UploadStatus.OTHER
              ? order("u.", group, direction)
              : " ORDER BY u.processing_status, " + columns("u.", group, direction);
      String condition =
          statuses.isEmpty() ? FilterSql.mergedStatus(status) : FilterSql.status(status);
      Query one =
          branch(branches.size() == 1 ? READ_KEYS : KEYS, condition, group, direction, after)
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
            .and(") m" + order("m.", group, direction) + " LIMIT ?", count);
  }

  /**
   * Returns the query for every n-th key of the group, with its 1-based position.
   *
   * @param chunk number of uploads to read; 0 for all
   */
  Query sample(TimeGroup group, Direction direction, @Nullable Cursor after, int step, int chunk) {
    Query all = branch(KEYS, FilterSql.statuses(statuses), group, direction, after);
    Query some = chunk == 0 ? all : page(group, direction, after, chunk);
    String place = "ROW_NUMBER() OVER (" + order("k.", group, direction) + ") AS place";
    return Query.of("SELECT {s.uploaded_at} AS uploaded_at, {s.upload_id} AS upload_id, s.place")
        .and(" FROM (SELECT k.uploaded_at, k.upload_id, " + place + " FROM (")
        .and(some)
        .and(") k) s WHERE MOD(s.place, ?) = 0 ORDER BY s.place", step);
  }

  static Cursor key(ResultSet row) throws SQLException {
    return new Cursor(Dialect.utcTime(row, "uploaded_at"), row.getString("upload_id"));
  }

  /** Returns the statuses whose index scans are merged; empty if one scan is cheaper. */
  private Set<UploadStatus> branches() {
    if (statuses.isEmpty()) {
      return indexes.byStatusAndTime() && !indexes.byTime()
          ? EnumSet.allOf(UploadStatus.class)
          : Set.of();
    }
    return indexes.byStatusAndTime() ? EnumSet.copyOf(statuses) : Set.of();
  }

  private Query branch(
      String keys, String status, TimeGroup group, Direction direction, @Nullable Cursor after) {
    return Query.of(keys + FilterSql.TRACK + status)
        .and(conditions)
        .and(group.condition)
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

  private static String order(String table, TimeGroup group, Direction direction) {
    return " ORDER BY " + columns(table, group, direction);
  }

  /** MySQL has several times that cannot be shown; all count as no time. */
  private static String columns(String table, TimeGroup group, Direction direction) {
    String time = table + "uploaded_at" + direction.word + ", ";
    return (group == TimeGroup.TIMED ? time : "{others: " + time + "}")
        + table
        + "upload_id"
        + direction.word;
  }
}
