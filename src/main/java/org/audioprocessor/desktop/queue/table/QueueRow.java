package org.audioprocessor.desktop.queue.table;

import java.time.Instant;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.desktop.work.UploadState;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadRow;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param otherStatus the platform's text if the status is an unknown one
 * @param inputLufs measured on the raw file; null while unknown, as the next
 * @param outputLufs measured on the published track
 * @param sentence why it failed or is in a back-off; the finding of a completed upload
 * @param worker the current or last worker
 * @param verdict null if there is nothing to review
 * @param note the reviewer's note on the verdict
 */
public record QueueRow(
    String uploadId,
    String fileName,
    UploadState status,
    @Nullable String otherStatus,
    @Nullable Instant uploadedAt,
    int tries,
    @Nullable Double inputLufs,
    @Nullable Double outputLufs,
    @Nullable String sentence,
    @Nullable String worker,
    @Nullable ReviewVerdict verdict,
    @Nullable String note)
    implements UploadActions.Target {

  /** Placeholder of a row that is being read. */
  public static final QueueRow LOADING =
      new QueueRow("", "…", UploadState.LOADING, null, null, 0, null, null, null, null, null, null);

  /** Placeholder of the rows of the first result. */
  static final QueueRow COMING =
      new QueueRow("", "", UploadState.LOADING, null, null, 0, null, null, null, null, null, null);

  public static QueueRow of(UploadRow row) {
    UploadRow.Lease lease = row.lease();
    UploadRow.Completion completion = row.completion();
    UploadState status = UploadState.of(row);
    return new QueueRow(
        row.upload().uploadId(),
        row.upload().fileName(),
        status,
        status == UploadState.OTHER ? row.statusText() : null,
        row.uploadedAt(),
        row.tries(),
        completion == null ? null : completion.result().inputLufs(),
        completion == null ? null : completion.result().outputLufs(),
        status == UploadState.COMPLETED ? row.finding() : row.errorMessage(),
        lease == null ? null : lease.owner(),
        row.verdict(),
        completion == null ? null : completion.note());
  }

  public boolean isLoading() {
    return status == UploadState.LOADING;
  }

  /** Returns the verdict such as “rejected: clicks at 1:12”; null if there is none. */
  @Nullable String verdictText() {
    if (verdict == null) {
      return null;
    }
    String word = Messages.word("track.verdict.", verdict);
    return note == null || note.isBlank() ? word : Messages.text("queue.verdict.note", word, note);
  }
}
