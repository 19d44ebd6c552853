package org.audioprocessor.desktop.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.audioprocessor.queue.Page;
import org.audioprocessor.queue.PageRequest;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.jspecify.annotations.Nullable;

/** Walks from the nearest page that is known. */
final class QueuePages implements UploadPages {
  private static final int STEP = 200;

  private final UploadQueue queue;
  private final QueueFilter filter;
  private final TreeMap<Long, PageRequest.Cursor> anchors = new TreeMap<>();
  private long size = -1;

  QueuePages(UploadQueue queue, QueueFilter filter) {
    this.queue = queue;
    this.filter = filter;
  }

  @Override
  public synchronized long size() throws QueueException {
    if (size < 0) {
      size = filter.search().isBlank() ? counted() : walked();
    }
    return size;
  }

  private long counted() throws QueueException {
    return filter.status() == null
        ? queue.counts().values().stream().mapToLong(Long::longValue).sum()
        : queue.counts().getOrDefault(filter.status(), 0L);
  }

  private long walked() throws QueueException {
    long rows = 0;
    PageRequest.@Nullable Cursor after = null;
    do {
      Page page = page(after);
      rows += page.rows().size();
      after = page.next();
    } while (after != null);
    return rows;
  }

  @Override
  public synchronized List<UploadRow> rows(long from, int count) throws QueueException {
    var known = anchors.floorEntry(from);
    long at = known == null ? 0 : known.getKey();
    PageRequest.@Nullable Cursor after = known == null ? null : known.getValue();
    List<UploadRow> found = new ArrayList<>();
    while (at < from + count) {
      Page page = page(after);
      for (UploadRow row : page.rows()) {
        if (at >= from && at < from + count) {
          found.add(row);
        }
        at++;
      }
      after = page.next();
      if (after == null) {
        break;
      }
      anchors.put(at, after);
    }
    return found;
  }

  private Page page(PageRequest.@Nullable Cursor after) throws QueueException {
    PageRequest request =
        PageRequest.first(STEP).withStatus(filter.status()).withSearch(filter.search());
    return queue.page(after == null ? request : request.after(after));
  }

  @Override
  public synchronized void refresh() {
    anchors.clear();
    size = -1;
  }
}
