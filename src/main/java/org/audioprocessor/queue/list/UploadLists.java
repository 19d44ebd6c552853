package org.audioprocessor.queue.list;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.StatusCounts;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Session.Query;
import org.audioprocessor.queue.jdbc.Transactions;
import org.audioprocessor.queue.list.TimeOrder.Direction;
import org.audioprocessor.queue.list.UploadList.Chosen;
import org.audioprocessor.queue.list.UploadList.Hint;
import org.audioprocessor.queue.list.UploadList.IdSource;
import org.audioprocessor.queue.schema.TableIndexes;
import org.jspecify.annotations.Nullable;

/**
 * Lists of uploads for screens, from a few to millions. Up to 10,000 filtered uploads can be sorted
 * by every key; tables of more than 100,000 uploads are searched by the beginning of file names
 * only.
 */
public final class UploadLists {
  private static final long MOST_SEARCHED = 100_000;
  private static final int ROWS_AT_ONCE = 1000;
  private static final int MOST_SCORES = 1000;
  private static final String RECENT_SCORES =
      "SELECT score_2f FROM audio_processor_quality ORDER BY recorded_at DESC LIMIT ?";
  private static final Duration REREAD_INDEXES = Duration.ofMinutes(1);
  private static final Duration REREAD = Duration.ofSeconds(2);

  private final Transactions transactions;
  private final Dialect dialect;
  private final UploadRows rows;
  private final BudgetedCache<TableIndexes> indexes;
  private final Counted counted = new Counted();
  private final BudgetedCache<StatusCounts> counts;
  private final BudgetedCache<Long> cancelled;
  private final InstantSource clock;

  public UploadLists(
      Transactions transactions, Dialect dialect, UploadRows rows, InstantSource clock) {
    this.transactions = transactions;
    this.dialect = dialect;
    this.rows = rows;
    indexes = new BudgetedCache<>(TableIndexes::read, REREAD_INDEXES, clock);
    this.clock = clock;
    this.counts = counts(Query.NOTHING);
    cancelled =
        new BudgetedCache<>(
            session ->
                session
                    .list(FilterSql.COUNT_OF_CANCELLED, row -> row.getLong("uploads"))
                    .getFirst(),
            REREAD,
            clock);
  }

  /** Key of the last row of a page. Uploads without a time sort last. */
  public record Cursor(@Nullable Instant uploadedAt, String uploadId) {}

  /**
   * One page of uploads, newest first.
   *
   * @param next cursor of the next page; null for the last page
   */
  public record Page(List<UploadRow> rows, @Nullable Cursor next) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Reads a page of a filter, newest first.
   *
   * @param after {@link Page#next} of the previous page; null for the first page
   * @param size rows per page, 1 to 1000
   */
  public Page page(UploadFilter filter, @Nullable Cursor after, int size) throws QueueException {
    if (size < 1 || size > ROWS_AT_ONCE) {
      throw new IllegalArgumentException("A page has 1 to " + ROWS_AT_ONCE + " rows, not " + size);
    }
    return transactions.read(session -> {
      Query conditions = FilterSql.beyondStatus(filter, FilterSql.Search.PART);
      List<Cursor> keys =
          order(session, FilterSql.statusesOf(filter), conditions)
              .read(session, Direction.NEWEST_FIRST, after, size + 1);
      boolean more = keys.size() > size;
      List<Cursor> shown = more ? keys.subList(0, size) : keys;
      return new Page(
          rows.byIds(session, shown.stream().map(Cursor::uploadId).toList()),
          more ? shown.getLast() : null);
    });
  }

  /** Creates a list; the first read of its rows runs the first query. */
  public UploadList open(UploadFilter filter, UploadSort sort) {
    return new UploadList(
        transactions,
        rows,
        new BudgetedCache<>(session -> choose(session, filter, sort), REREAD, clock));
  }

  /** Counts by status. Cached for 2 s, longer for large tables. */
  public StatusCounts counts() throws QueueException {
    return transactions.read(counts::recent);
  }

  /** Counts waiting uploads that a user cancelled. Cached like {@link #counts()}. */
  public long cancelled() throws QueueException {
    return transactions.read(cancelled::recent);
  }

  /** The scores of the uploads whose sound was compared last, newest first; at most 1,000. */
  public List<Double> recentScores() throws QueueException {
    return transactions.read(
        session -> session.list(RECENT_SCORES, row -> row.getDouble("score_2f"), MOST_SCORES));
  }

  /** Counts the uploads of a filter, without a cache. */
  public long countOf(UploadFilter filter) throws QueueException {
    return transactions.read(session -> {
      Query conditions = FilterSql.beyondStatus(filter, search(session, filter));
      return StatusCounts.read(session, conditions, clock.instant()).of(filter);
    });
  }

  /**
   * Passes every upload of the filter to the consumer, newest first, in constant memory. An upload
   * changed meanwhile is passed in its new state.
   */
  public void forEach(UploadFilter filter, Consumer<UploadRow> consumer) throws QueueException {
    IdCursor cursor = ids(filter);
    for (List<String> ids = cursor.next(); !ids.isEmpty(); ids = cursor.next()) {
      List<String> some = ids;
      transactions.read(session -> rows.byIds(session, some)).forEach(consumer);
    }
  }

  /** Reads the ids of a filter in batches, newest first. */
  public final class IdCursor {
    private final UploadFilter filter;
    private @Nullable Cursor after;

    private IdCursor(UploadFilter filter) {
      this.filter = filter;
    }

    /** Returns the next batch; empty at the end. */
    public List<String> next() throws QueueException {
      List<Cursor> keys =
          transactions.read(session -> {
            Query conditions = FilterSql.beyondStatus(filter, search(session, filter));
            return order(session, FilterSql.statusesOf(filter), conditions)
                .read(session, Direction.NEWEST_FIRST, after, ROWS_AT_ONCE);
          });
      after = keys.isEmpty() ? after : keys.getLast();
      return keys.stream().map(Cursor::uploadId).toList();
    }
  }

  public IdCursor ids(UploadFilter filter) {
    return new IdCursor(filter);
  }

  private Chosen choose(Session session, UploadFilter filter, UploadSort sort) throws SQLException {
    boolean byStatus = filter.isByStatusOnly();
    if (byStatus && sort.key().isIndexed()) {
      return new Chosen(source(session, filter, Query.NOTHING, sort), sort, Set.of());
    }
    FilterSql.Search search = search(session, filter);
    Set<Hint> hints = EnumSet.noneOf(Hint.class);
    if (search == FilterSql.Search.PREFIX) {
      hints.add(Hint.SEARCHES_BEGINNINGS);
    }
    Query conditions = FilterSql.beyondStatus(filter, search);
    Optional<InMemoryIds> held =
        isProbablySmall(session, filter)
            ? InMemoryIds.read(session, FilterSql.statusesOf(filter), conditions, sort)
            : Optional.empty();
    if (held.isPresent()) {
      return new Chosen(held.get(), sort, hints);
    }
    UploadSort possible = sort.key().isIndexed() ? sort : UploadSort.NEWEST_FIRST;
    if (!possible.equals(sort)) {
      hints.add(Hint.TOO_MANY_TO_SORT);
    }
    return new Chosen(source(session, filter, conditions, possible), possible, hints);
  }

  /** Estimates cheaply whether the filter matches few uploads, before they are read. */
  private boolean isProbablySmall(Session session, UploadFilter filter) throws SQLException {
    if (filter.isByStatusOnly()) {
      return counts.recent(session).of(filter) <= InMemoryIds.MOST;
    }
    if (!filter.search().isEmpty() || filter.backOff() == UploadFilter.BackOff.CANCELLED) {
      return true;
    }
    if (filter.verdicts().isEmpty()) {
      return counts.recent(session).of(filter) <= InMemoryIds.MOST;
    }
    Query query = FilterSql.countOfVerdicts(filter.verdicts(), InMemoryIds.MOST + 1);
    return session.list(query.sql(), row -> row.getLong("uploads"), query.bound()).getFirst()
        <= InMemoryIds.MOST;
  }

  private FilterSql.Search search(Session session, UploadFilter filter) throws SQLException {
    return filter.search().isEmpty() || counts.recent(session).all() <= MOST_SEARCHED
        ? FilterSql.Search.PART
        : FilterSql.Search.PREFIX;
  }

  private IdSource source(Session session, UploadFilter filter, Query conditions, UploadSort sort)
      throws SQLException {
    BudgetedCache<StatusCounts> uploads = filter.isByStatusOnly() ? counts : counts(conditions);
    if (sort.key() == UploadSort.Key.UPLOADED) {
      Direction direction = sort.descending() ? Direction.NEWEST_FIRST : Direction.OLDEST_FIRST;
      TimeOrder order = order(session, FilterSql.statusesOf(filter), conditions);
      return new KeysetIds(order, direction, counting(uploads, filter), dialect);
    }
    List<KeysetIds> parts = new ArrayList<>();
    for (UploadStatus status : sort.statuses()) {
      if (filter.includes(status)) {
        UploadFilter part = UploadFilter.of(status);
        TimeOrder order = order(session, part.statuses(), conditions);
        parts.add(new KeysetIds(order, Direction.NEWEST_FIRST, counting(uploads, part), dialect));
      }
    }
    return new KeysetIds.ConcatenatedIds(parts);
  }

  private TimeOrder order(Session session, Set<UploadStatus> statuses, Query conditions)
      throws SQLException {
    return new TimeOrder(statuses, conditions, indexes.recent(session));
  }

  private static KeysetIds.Count counting(
      BudgetedCache<StatusCounts> uploads, UploadFilter filter) {
    return session -> uploads.recent(session).of(filter);
  }

  /** Caches the counts of recent filters. */
  private BudgetedCache<StatusCounts> counts(Query conditions) {
    synchronized (counted) {
      return counted.computeIfAbsent(
          conditions,
          some ->
              new BudgetedCache<>(
                  session -> StatusCounts.read(session, some, clock.instant()), REREAD, clock));
    }
  }

  /** Counts of the most recently used filters. */
  private static final class Counted extends LinkedHashMap<Query, BudgetedCache<StatusCounts>> {
    private static final int MOST = 16;

    Counted() {
      super(MOST, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Query, BudgetedCache<StatusCounts>> eldest) {
      return size() > MOST;
    }
  }
}
