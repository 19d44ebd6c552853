package org.audioprocessor.desktop.queue.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.ObservableListBase;
import org.audioprocessor.desktop.queue.QueueFilter;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadRow;
import org.jspecify.annotations.Nullable;

/**
 * A list of any length that holds only the pages viewed last. A row that is not held is {@link
 * QueueRow#LOADING} until it is read. UI thread only.
 */
public final class PagedRows extends ObservableListBase<QueueRow> {
  static final int PAGE_ROWS = 200;
  static final int MOST_PAGES = 50;

  private final UploadPages source;
  private final UiExecutors executors;
  private final Consumer<QueueException> failed;
  private final PageReader reads;
  private final Map<Integer, List<QueueRow>> pages = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<Integer> stale = new HashSet<>();
  private int size;
  private int firstVisible;
  private int lastVisible;
  private boolean refreshing;
  private boolean closed;

  /** The result of a read. */
  public record Found(long size, Map<Integer, List<QueueRow>> pages) {
    /** Returns whether there may be more rows, which are still being counted. */
    public boolean isCut() {
      return size == PAGE_ROWS;
    }
  }

  public PagedRows(
      UploadPages source, Found beginning, UiExecutors executors, Consumer<QueueException> failed) {
    this.source = source;
    this.executors = executors;
    this.failed = failed;
    reads = new PageReader(source, executors, new Answers(), this::isSeen);
    size = (int) Math.min(Integer.MAX_VALUE, beginning.size());
    pages.putAll(beginning.pages());
  }

  /** Reads the first rows before anything is counted. May wait. */
  public static Found begin(UploadPages source) throws QueueException {
    List<QueueRow> first = readPage(source, 0);
    return new Found(first.size(), Map.of(0, first));
  }

  /** Reads the current size and pages. May wait. */
  static Found read(UploadPages source, Iterable<Integer> wanted) throws QueueException {
    Map<Integer, List<QueueRow>> found = new LinkedHashMap<>();
    long size = source.size();
    for (int page : wanted) {
      found.put(page, readPage(source, page));
    }
    return new Found(size, found);
  }

  static List<QueueRow> readPage(UploadPages source, int page) throws QueueException {
    return source.rows((long) page * PAGE_ROWS, PAGE_ROWS).stream().map(QueueRow::of).toList();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public QueueRow get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    int page = index / PAGE_ROWS;
    List<QueueRow> rows = pages.get(page);
    if (rows == null || stale.contains(page)) {
      reads.request(page);
    }
    int within = index % PAGE_ROWS;
    return rows == null || within >= rows.size() ? QueueRow.LOADING : rows.get(within);
  }

  /**
   * Searches only the rows that are held: the table searches for its selection, and must not cause
   * all other pages to be read.
   */
  @Override
  public int indexOf(@Nullable Object row) {
    return row instanceof QueueRow wanted && !wanted.isLoading()
        ? indicesOf(Set.of(wanted.uploadId())).stream().findFirst().orElse(-1)
        : -1;
  }

  @Override
  public boolean contains(@Nullable Object row) {
    return indexOf(row) >= 0;
  }

  /** Compares by identity: another filter's list differs even if its first rows are equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** Returns the held row at this index without requesting it. */
  QueueRow peek(int index) {
    List<QueueRow> rows = pages.get(index / PAGE_ROWS);
    int within = index % PAGE_ROWS;
    return rows == null || within >= rows.size() ? QueueRow.LOADING : rows.get(within);
  }

  /** Requests the row at this index, visible or not, unless it is held. */
  void require(int index) {
    if (!pages.containsKey(index / PAGE_ROWS)) {
      reads.require(index / PAGE_ROWS);
    }
  }

  /** Returns the indices of held rows with these ids. */
  List<Integer> indicesOf(Set<String> uploadIds) {
    List<Integer> found = new ArrayList<>();
    pages.forEach((page, rows) -> {
      for (int i = 0; i < rows.size(); i++) {
        if (uploadIds.contains(rows.get(i).uploadId())) {
          found.add(page * PAGE_ROWS + i);
        }
      }
    });
    return found;
  }

  /**
   * Sets the rows that {@link #refresh} reads again; other rows are read when they become visible.
   */
  void setVisible(int first, int last) {
    firstVisible = Math.max(0, first);
    lastVisible = Math.max(firstVisible, last);
  }

  /** Reads the changes; one read at a time. */
  public void refresh() {
    if (refreshing || closed) {
      return;
    }
    refreshing = true;
    Set<Integer> wanted = new HashSet<>();
    for (int page = firstVisible / PAGE_ROWS; page <= lastVisible / PAGE_ROWS; page++) {
      wanted.add(page);
    }
    executors
        .background()
        .execute(() -> {
          try {
            source.refresh();
            Found found = read(source, wanted);
            executors.ui().execute(() -> refreshed(found));
          } catch (QueueException e) {
            executors
                .ui()
                .execute(() -> {
                  refreshing = false;
                  failed.accept(e);
                });
          }
        });
  }

  private void refreshed(Found found) {
    refreshing = false;
    if (closed) {
      return;
    }
    stale.clear();
    stale.addAll(pages.keySet());
    stale.removeAll(found.pages().keySet());
    beginChange();
    resize((int) Math.min(Integer.MAX_VALUE, found.size()));
    found.pages().forEach(this::put);
    endChange();
  }

  private void resize(int newSize) {
    int before = size;
    size = newSize;
    if (newSize > before) {
      nextAdd(before, newSize);
    } else if (newSize < before) {
      nextRemove(newSize, Collections.nCopies(before - newSize, QueueRow.LOADING));
      pages.keySet().removeIf(page -> page * PAGE_ROWS >= newSize);
    }
  }

  private boolean isSeen(int page) {
    return page >= firstVisible / PAGE_ROWS - 1 && page <= lastVisible / PAGE_ROWS + 1;
  }

  private final class Answers implements PageReader.Answers {
    @Override
    public void read(int page, List<QueueRow> rows) {
      stale.remove(page);
      beginChange();
      put(page, rows);
      endChange();
    }

    @Override
    public void failed(QueueException failure) {
      failed.accept(failure);
    }
  }

  private void put(int page, List<QueueRow> rows) {
    List<QueueRow> before = pages.put(page, rows);
    while (pages.size() > MOST_PAGES) {
      pages.remove(pages.keySet().iterator().next());
    }
    int from = page * PAGE_ROWS;
    int to = Math.min(size, from + PAGE_ROWS);
    if (!rows.equals(before)) {
      for (int i = from; i < to; i++) {
        nextUpdate(i);
      }
    }
  }

  /** Drops the results of pending requests. */
  public void close() {
    closed = true;
    reads.close();
  }

  /** The uploads of a filter in an order, read in pieces. Every method may wait. */
  public interface UploadPages {

    /** Opens the uploads of a filter. */
    @FunctionalInterface
    interface Source {
      UploadPages open(QueueFilter filter) throws QueueException;
    }

    long size() throws QueueException;

    /** Returns fewer rows than requested at the end. */
    List<UploadRow> rows(long from, int count) throws QueueException;

    /**
     * Makes additions and changes visible.
     *
     * @return whether rows may have moved
     */
    boolean refresh() throws QueueException;

    /** Returns why not everything can be sorted or searched; empty if it can. */
    String hint() throws QueueException;
  }
}
