package org.audioprocessor.queue.list;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.StatusCounts;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session.Query;
import org.audioprocessor.queue.jdbc.Sql;
import org.audioprocessor.queue.jdbc.Transactions;
import org.audioprocessor.queue.list.PageRequest.Cursor;
import org.audioprocessor.queue.list.TimeOrder.Direction;
import org.audioprocessor.queue.list.UploadRows.UnicodeForms;
import org.audioprocessor.queue.schema.TableIndexes;
import org.jspecify.annotations.Nullable;

/** Reads pages of uploads, newest first, and single uploads. */
public final class Pages {
  private final Transactions transactions;
  private final UploadRows rows;
  private final BudgetedCache<TableIndexes> indexes;

  public Pages(Transactions transactions, UploadRows rows, BudgetedCache<TableIndexes> indexes) {
    this.transactions = transactions;
    this.rows = rows;
    this.indexes = indexes;
  }

  public Page page(PageRequest request) throws QueueException {
    return transactions.read(session -> {
      TimeOrder order =
          new TimeOrder(
              request.status() == null ? Set.of() : Set.of(request.status()),
              FilterSql.beyondStatus(
                  UploadFilter.ALL.withSearch(request.search()), FilterSql.Search.PART),
              indexes.recent(session));
      List<Cursor> keys =
          order.read(session, Direction.NEWEST_FIRST, request.after(), request.size() + 1);
      boolean more = keys.size() > request.size();
      List<Cursor> shown = more ? keys.subList(0, request.size()) : keys;
      return new Page(
          rows.byIds(session, shown.stream().map(Cursor::uploadId).toList()),
          more ? shown.getLast() : null);
    });
  }

  public Map<UploadStatus, Long> counts() throws QueueException {
    return transactions.read(
        session -> StatusCounts.read(session, Query.NOTHING, Instant.EPOCH).uploads());
  }

  public Duration oldestWait(Dialect dialect) throws QueueException {
    return transactions
        .read(session ->
            session.first(
                Sql.OLDEST_WAITING,
                row ->
                    Duration.between(
                        requireNonNull(Dialect.utcTime(row, "uploaded_at")),
                        requireNonNull(dialect.instant(row, "now_there")))))
        .orElse(Duration.ZERO);
  }

  public Optional<UploadRow> get(String uploadId) throws QueueException {
    return transactions.read(
        session -> rows.byIds(session, List.of(uploadId)).stream().findFirst());
  }

  public List<UploadRow> byFileName(String fileName) throws QueueException {
    return transactions.read(session -> {
      List<UploadRow> exact = rows.byFileName(session, fileName);
      return exact.isEmpty() && UnicodeForms.of(fileName).size() > 1
          ? rows.byLikeFileName(session, fileName)
          : exact;
    });
  }

  public List<UploadRow> ofTrack(String trackId) throws QueueException {
    return transactions.read(session -> rows.ofTrack(session, trackId));
  }

  public List<UploadRow> ofLikeTracks(String trackId) throws QueueException {
    return UnicodeForms.of(trackId).size() == 1
        ? List.of()
        : transactions.read(session -> rows.ofLikeTracks(session, trackId));
  }

  /**
   * One page of uploads, newest first.
   *
   * @param next cursor of the next page; null for the last page
   */
  public record Page(List<UploadRow> rows, PageRequest.@Nullable Cursor next) {
    public Page {
      rows = List.copyOf(rows);
    }
  }
}
