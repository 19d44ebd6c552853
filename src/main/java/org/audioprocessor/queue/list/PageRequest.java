package org.audioprocessor.queue.list;

import java.time.Instant;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.Pages.Page;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of uploads, newest first.
 *
 * @param status null for all
 * @param search part of a file name or upload id, matched literally and case-insensitively; empty
 *     for all
 * @param after {@link Page#next} of the previous page; null for the first page
 * @param size rows per page, 1 to 1000
 */
public record PageRequest(
    @Nullable UploadStatus status, String search, @Nullable Cursor after, int size) {
  private static final int LARGEST = 1000;

  /** Key of the last row of a page. Uploads without a time sort last. */
  public record Cursor(@Nullable Instant uploadedAt, String uploadId) {}

  public PageRequest {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException("A page has 1 to " + LARGEST + " rows, not " + size);
    }
  }

  public static PageRequest first(int size) {
    return new PageRequest(null, "", null, size);
  }

  public PageRequest withStatus(@Nullable UploadStatus wanted) {
    return new PageRequest(wanted, search, after, size);
  }

  public PageRequest withSearch(String text) {
    return new PageRequest(status, text, after, size);
  }

  public PageRequest after(Cursor cursor) {
    return new PageRequest(status, search, cursor, size);
  }
}
