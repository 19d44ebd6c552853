package org.audioprocessor.queue;

import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadLists.Cursor;
import org.audioprocessor.queue.list.UploadLists.Page;

/** All pages of a queue, one after the other. */
final class QueuePages {
  private QueuePages() {}

  static List<String> ids(UploadQueue queue, int size) throws QueueException {
    List<String> ids = new ArrayList<>();
    Cursor after = null;
    do {
      Page page = queue.page(UploadFilter.ALL, after, size);
      page.rows().forEach(row -> ids.add(row.upload().uploadId()));
      after = page.next();
    } while (after != null);
    return ids;
  }
}
