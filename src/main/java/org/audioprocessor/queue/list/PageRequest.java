package org.audioprocessor.queue.list;

import java.time.Instant;
import org.audioprocessor.queue.UploadStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which uploads to show, newest first.
 *
 * @param status null for all
 * @param search part of a file name or upload id, taken literally, upper and lower case alike;
 *     empty for all
 * @param after the {@link Page#next} of the page before; null for the first page
 * @param size rows a page, 1 to 1000
 */
public record PageRequest(
    @Nullable UploadStatus status, String search, @Nullable Cursor after, int size) {
  private static final int LARGEST = 1000;

  /** The last row of a page; uploads without a time come after all the others. */
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
