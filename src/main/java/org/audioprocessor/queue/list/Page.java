package org.audioprocessor.queue.list;

import java.util.List;
import org.audioprocessor.queue.UploadRow;
import org.jspecify.annotations.Nullable;

/**
 * Some uploads, newest first.
 *
 * @param next where the following page begins; null when this is the last one
 */
public record Page(List<UploadRow> rows, PageRequest.@Nullable Cursor next) {
  public Page {
    rows = List.copyOf(rows);
  }
}
