package org.audioprocessor.desktop.queue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.queue.table.PagedRows;
import org.audioprocessor.desktop.queue.table.PagedRows.UploadPages;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.list.UploadList;
import org.audioprocessor.queue.list.UploadSort;
import org.jspecify.annotations.Nullable;

/** The uploads of the requested filter, read again on request. UI thread only. */
final class ShownUploads {
  private final UiExecutors executors;
  private final Trouble trouble;
  private final ReadOnlyObjectWrapper<@Nullable PagedRows> rows = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<QueueFilter> filter =
      new ReadOnlyObjectWrapper<>(QueueFilter.ALL);
  private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(false);
  private long opening;
  private boolean answered = true;
  private boolean missed;
  private UploadPages.@Nullable Source source;

  /** Called when the database does not answer. */
  @FunctionalInterface
  interface Trouble {
    void tell(QueueException failure);
  }

  ShownUploads(UiExecutors executors, Trouble trouble) {
    this.executors = executors;
    this.trouble = trouble;
  }

  /** Sets the source; reads nothing yet. */
  void from(UploadPages.Source opened) {
    source = opened;
  }

  /** Null before the first result. */
  ReadOnlyObjectProperty<@Nullable PagedRows> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<QueueFilter> filterProperty() {
    return filter.getReadOnlyProperty();
  }

  /** Says how and why the result differs from the request. */
  ReadOnlyStringProperty hintProperty() {
    return hint.getReadOnlyProperty();
  }

  /** Whether there are no uploads at all, whatever the filter. */
  ReadOnlyBooleanProperty emptyProperty() {
    return empty.getReadOnlyProperty();
  }

  void show(QueueFilter wanted) {
    if (!wanted.equals(filter.get())) {
      filter.set(wanted);
      open();
    }
  }

  /**
   * Opens the requested filter; the latest request wins. Reads nothing before there is a source.
   */
  void open() {
    UploadPages.Source asked = source;
    if (asked == null) {
      return;
    }
    long mine = ++opening;
    answered = false;
    QueueFilter wanted = filter.get();
    executors
        .background()
        .execute(() -> {
          try {
            UploadPages pages = asked.open(wanted);
            PagedRows.Found found = PagedRows.begin(pages);
            String words = hint(wanted, pages.hint());
            executors.ui().execute(() -> opened(mine, wanted, words, pages, found));
          } catch (QueueException e) {
            executors.ui().execute(() -> notOpened(mine, e));
          }
        });
  }

  /** The shown rows belong to another filter: the next refresh opens the requested one again. */
  private void notOpened(long mine, QueueException e) {
    if (mine == opening) {
      answered = true;
      missed = true;
      trouble.tell(e);
    }
  }

  /** One column shows both loudnesses; the hint names the one that sorts. */
  private static String hint(QueueFilter wanted, String limits) {
    boolean byLoudness = wanted.order().column() == QueueFilter.Column.LOUDNESS;
    return byLoudness && limits.isEmpty() ? Messages.text("queue.hint.by-input") : limits;
  }

  private void opened(
      long mine, QueueFilter wanted, String words, UploadPages pages, PagedRows.Found found) {
    if (mine != opening) {
      return;
    }
    answered = true;
    missed = false;
    PagedRows before = rows.get();
    if (before != null) {
      before.close();
    }
    rows.set(new PagedRows(pages, found, executors, trouble::tell));
    hint.set(words);
    empty.set(found.size() == 0 && wanted.isEverything());
    if (found.isCut()) {
      refresh(false);
    }
  }

  /**
   * Reads changes by other processes, unless the first result is still pending.
   *
   * @param came whether uploads were added to an empty table
   */
  void refresh(boolean came) {
    if (!answered) {
      return;
    }
    PagedRows now = rows.get();
    if (now == null || missed || (empty.get() && came)) {
      open();
    } else {
      now.refresh();
    }
  }

  /** Adapts the queue's list to this screen's filter and rows. */
  static final class QueuePages implements UploadPages {
    private final UploadList list;

    private QueuePages(UploadList list) {
      this.list = list;
    }

    static UploadPages open(UploadQueue queue, QueueFilter filter) {
      return new QueuePages(queue.lists().open(filter.uploads(), sort(filter.order())));
    }

    private static UploadSort sort(QueueFilter.Order order) {
      UploadSort.Key key =
          switch (order.column()) {
            case STATUS -> UploadSort.Key.STATUS;
            case FILE_NAME -> UploadSort.Key.FILE_NAME;
            case UPLOADED -> UploadSort.Key.UPLOADED;
            case ATTEMPTS -> UploadSort.Key.ATTEMPTS;
            case LOUDNESS -> UploadSort.Key.INPUT_LOUDNESS;
            case PUBLISHED_LOUDNESS -> UploadSort.Key.OUTPUT_LOUDNESS;
          };
      return new UploadSort(key, order.descending());
    }

    @Override
    public long size() throws QueueException {
      return list.size();
    }

    @Override
    public List<UploadRow> rows(long from, int count) throws QueueException {
      return list.rows(from, count);
    }

    @Override
    public boolean refresh() throws QueueException {
      return list.refresh();
    }

    @Override
    public String hint() throws QueueException {
      Set<UploadList.Hint> hints = EnumSet.noneOf(UploadList.Hint.class);
      hints.addAll(list.hints());
      return hints.stream()
          .map(hint -> Messages.word("queue.hint.", hint))
          .collect(Collectors.joining(" "));
    }
  }
}
