package org.audioprocessor.queue;

import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.queue.list.PageRequest;
import org.audioprocessor.queue.list.Pages.Page;

/** All pages of a queue, one after the other. */
final class QueuePages {
  private QueuePages() {}

  static List<String> ids(UploadQueue queue, int size) throws QueueException {
    List<String> ids = new ArrayList<>();
    PageRequest.Cursor after = null;
    do {
      PageRequest first = PageRequest.first(size);
      Page page = queue.page(after == null ? first : first.after(after));
      page.rows().forEach(row -> ids.add(row.upload().uploadId()));
      after = page.next();
    } while (after != null);
    return ids;
  }
}
