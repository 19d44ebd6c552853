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
 * Uploads of a filter by their place in an order, for a list on a screen. Waits for the database:
 * not for a screen's own thread; safe for several threads, which take turns.
 *
 * <p>Others may change the uploads at any time. A call then still succeeds, no upload stands twice
 * in one answer, and each row is as it is now; an answer may have fewer rows than were asked for.
 */
public final class UploadList {
  private static final int MOST_ROWS = 1000;

  /** What of the wish was given up because there are too many uploads. */
  public enum Hint {
    /** The search text is taken as the beginning of a file name, or as a whole upload id. */
    SEARCHES_BEGINNINGS,
    /** The newest come first: only a narrower filter can be sorted as wished. */
    TOO_MANY_TO_SORT
  }

  /** What a list was decided to be. */
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
   * As of the last refresh. Counting a large table takes its time; rows from the beginning can be
   * read before.
   */
  public synchronized long size() throws QueueException {
    return transactions.read(session -> chosen(session).source().size(session));
  }

  /**
   * The rows from this place on, the first one being 0.
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
   * Finds out what changed, at little cost: what is expensive is kept for a while, and the rows
   * themselves are for the caller to read again.
   *
   * @return whether the list as a whole changed: its size, or which rows it has where
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

  /** The order that it really has. */
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
}
