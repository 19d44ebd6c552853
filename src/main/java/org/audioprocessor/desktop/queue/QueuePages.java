package org.audioprocessor.desktop.queue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.queue.table.PagedRows.UploadPages;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.list.UploadList;
import org.audioprocessor.queue.list.UploadSort;

/** Adapts the queue's list to this screen's filter and rows. */
final class QueuePages implements UploadPages {
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
