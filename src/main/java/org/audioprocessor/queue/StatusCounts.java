package org.audioprocessor.queue;

import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Session.Query;
import org.audioprocessor.queue.list.FilterSql;
import org.audioprocessor.queue.list.UploadFilter;

/**
 * Number of uploads by status.
 *
 * @param uploads count for every status, including 0
 * @param countedAt time of the count, by this machine's clock
 */
public record StatusCounts(Map<UploadStatus, Long> uploads, Instant countedAt) {
  private static final String COUNTS =
      "SELECT {=u.processing_status} AS status, COUNT(*) AS uploads FROM Uploads u"
          + FilterSql.TRACK;
  private static final String BY_STATUS = " GROUP BY {=u.processing_status}";

  private record Count(UploadStatus status, long uploads) {}

  public StatusCounts {
    uploads = Map.copyOf(uploads);
  }

  public long of(UploadStatus status) {
    return uploads.getOrDefault(status, 0L);
  }

  public long all() {
    return uploads.values().stream().mapToLong(Long::longValue).sum();
  }

  public long of(UploadFilter filter) {
    return uploads.entrySet().stream()
        .filter(count -> filter.includes(count.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * Counts the uploads.
   *
   * @param conditions result of {@link FilterSql#beyondStatus}
   */
  public static StatusCounts read(Session session, Query conditions, Instant now)
      throws SQLException {
    Map<UploadStatus, Long> counts = new EnumMap<>(UploadStatus.class);
    for (UploadStatus status : UploadStatus.values()) {
      counts.put(status, 0L);
    }
    Query query = Query.of(COUNTS).and(conditions).and(BY_STATUS);
    List<Count> found =
        session.list(
            query.sql(),
            row -> new Count(UploadStatus.of(row.getString("status")), row.getLong("uploads")),
            query.bound());
    found.forEach(count -> counts.merge(count.status(), count.uploads(), Long::sum));
    return new StatusCounts(counts, now);
  }
}
