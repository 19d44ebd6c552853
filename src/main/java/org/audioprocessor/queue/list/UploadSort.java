package org.audioprocessor.queue.list;

import java.util.List;
import org.audioprocessor.queue.UploadStatus;

/**
 * The order of a list of uploads.
 *
 * @param descending newest, last, most or loudest first. Uploads without a value sort last in both
 *     directions, except for {@link Key#UPLOADED}, whose ascending order is the exact reverse of
 *     its descending one
 */
public record UploadSort(Key key, boolean descending) {
  public static final UploadSort NEWEST_FIRST = new UploadSort(Key.UPLOADED, true);

  private static final List<UploadStatus> STATUSES =
      List.of(
          UploadStatus.WAITING,
          UploadStatus.PROCESSING,
          UploadStatus.FAILED,
          UploadStatus.COMPLETED,
          UploadStatus.OTHER);

  public enum Key {
    UPLOADED,
    /** Waiting, processing, failed, completed, other; newest first within each. */
    STATUS,
    FILE_NAME,
    ATTEMPTS,
    INPUT_LOUDNESS,
    OUTPUT_LOUDNESS;

    /** Returns true if the order is available for any number of uploads. */
    boolean isIndexed() {
      return this == UPLOADED || this == STATUS;
    }
  }

  /** Returns the statuses in the order of {@link Key#STATUS}. */
  List<UploadStatus> statuses() {
    return descending ? STATUSES.reversed() : STATUSES;
  }

  static int place(UploadStatus status) {
    return STATUSES.indexOf(status);
  }
}
