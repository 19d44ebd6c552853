package org.audioprocessor.queue.list;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * Uploads of a filter by their offset in an order, for a list on a screen. Blocks on the database,
 * so it must not be used on the UI thread. Thread-safe; concurrent calls are serialised.
 *
 * <p>Other processes may change uploads at any time. A call then still succeeds, returns no upload
 * twice, and returns current rows, possibly fewer than requested.
 */
public final class UploadList {
  private static final int MOST_ROWS = 1000;

  /** Limits of a list because of the number of uploads. */
  public enum Hint {
    /** The search text is matched with the beginning of file names and with complete upload ids. */
    SEARCHES_BEGINNINGS,
    /** Sorted newest first; only a narrower filter supports the requested order. */
    TOO_MANY_TO_SORT
  }

  /** The implementation chosen for a list. */
  record Chosen(IdSource source, UploadSort sort, Set<Hint> hints) {
    Chosen {
      hints = hints.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(hints));
    }

    boolean replaces(Chosen before) {
      boolean held = source instanceof InMemoryIds || before.source instanceof InMemoryIds;
      return held || !sort.equals(before.sort) || !hints.equals(before.hints);
    }
  }

  private final Transactions transactions;
  private final UploadRows rows;
  private final BudgetedCache<Chosen> choice;
  private @Nullable Chosen chosen;

  UploadList(Transactions transactions, UploadRows rows, BudgetedCache<Chosen> choice) {
    this.transactions = transactions;
    this.rows = rows;
    this.choice = choice;
  }

  /**
   * Returns the size as of the last refresh. Counting a large table is slow; the first rows can be
   * read before.
   */
  public synchronized long size() throws QueueException {
    return transactions.read(session -> chosen(session).source().size(session));
  }

  /**
   * Reads rows from this 0-based offset on.
   *
   * @param count 1 to 1000
   */
  public synchronized List<UploadRow> rows(long from, int count) throws QueueException {
    if (from < 0 || count < 1 || count > MOST_ROWS) {
      throw new IllegalArgumentException(
          "Rows are read from 0 on, 1 to "
              + MOST_ROWS
              + " at once, not "
              + count
              + " from "
              + from);
    }
    return transactions.read(session -> {
      List<String> ids = chosen(session).source().ids(session, from, count);
      return rows.byIds(session, List.copyOf(new LinkedHashSet<>(ids)));
    });
  }

  /**
   * Checks for changes at low cost: expensive values are cached, and the caller reads the rows
   * again.
   *
   * @return true if the list's size or the offsets of its rows changed
   */
  public synchronized boolean refresh() throws QueueException {
    return transactions.read(session -> {
      Chosen before = chosen(session);
      Chosen now = choice.recent(session);
      if (now.replaces(before)) {
        chosen = now;
        return !now.equals(before);
      }
      return before.source().refresh(session);
    });
  }

  /** Returns the actual order. */
  public synchronized UploadSort sort() throws QueueException {
    return transactions.read(session -> chosen(session).sort());
  }

  public synchronized Set<Hint> hints() throws QueueException {
    return transactions.read(session -> chosen(session).hints());
  }

  private Chosen chosen(Session session) throws SQLException {
    Chosen known = chosen;
    if (known == null) {
      known = choice.latest(session);
      chosen = known;
    }
    return known;
  }

  /** Maps offsets of a list to upload ids. */
  interface IdSource {
    long size(Session session) throws SQLException;

    /** Returns ids from this offset on; fewer at the end of the list. */
    List<String> ids(Session session, long from, int count) throws SQLException;

    /** Recounts; returns true if the size changed. */
    boolean refresh(Session session) throws SQLException;
  }
}
