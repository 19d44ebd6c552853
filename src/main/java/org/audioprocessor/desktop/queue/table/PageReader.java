package org.audioprocessor.desktop.queue.table;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.audioprocessor.desktop.queue.table.PagedRows.UploadPages;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.queue.QueueException;

/**
 * Reads pages one at a time, the latest request first. Pages that were scrolled out of view are
 * skipped; pages with selected rows are always read. UI thread only.
 */
final class PageReader {
  private final UploadPages source;
  private final UiExecutors executors;
  private final Answers answers;
  private final IntPredicate isSeen;
  private final Set<Integer> asked = new HashSet<>();
  private final Set<Integer> needed = new HashSet<>();
  private final Deque<Integer> waiting = new ArrayDeque<>();
  private boolean closed;

  /** Receives the results. */
  interface Answers {
    void read(int page, List<QueueRow> rows);

    void failed(QueueException failure);
  }

  /**
   * @param isSeen whether a page is on the screen, or nearly
   */
  PageReader(UploadPages source, UiExecutors executors, Answers answers, IntPredicate isSeen) {
    this.source = source;
    this.executors = executors;
    this.answers = answers;
    this.isSeen = isSeen;
  }

  /** Requests a page for the screen; skips it if it is no longer visible at its turn. */
  void request(int page) {
    if (closed || !asked.add(page)) {
      return;
    }
    if (asked.size() == 1) {
      read(page);
    } else {
      waiting.push(page);
    }
  }

  /** Requests a page in any case, after those for the screen. */
  void require(int page) {
    if (closed || !needed.add(page) || asked.contains(page)) {
      return;
    }
    asked.add(page);
    if (asked.size() == 1) {
      read(page);
    } else {
      waiting.addLast(page);
    }
  }

  private void readNext() {
    while (!waiting.isEmpty()) {
      int page = waiting.pop();
      if (isSeen.test(page) || needed.contains(page)) {
        read(page);
        return;
      }
      asked.remove(page);
    }
  }

  private void read(int page) {
    executors
        .background()
        .execute(() -> {
          try {
            List<QueueRow> rows = PagedRows.readPage(source, page);
            executors.ui().execute(() -> answered(page, rows));
          } catch (QueueException e) {
            executors
                .ui()
                .execute(() -> {
                  over(page);
                  answers.failed(e);
                  readNext();
                });
          }
        });
  }

  private void answered(int page, List<QueueRow> rows) {
    over(page);
    if (!closed) {
      answers.read(page, rows);
      readNext();
    }
  }

  private void over(int page) {
    asked.remove(page);
    needed.remove(page);
  }

  /** Drops the results of pending requests. */
  void close() {
    closed = true;
  }
}
