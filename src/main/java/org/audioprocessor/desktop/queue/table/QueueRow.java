package org.audioprocessor.desktop.queue.table;

import java.time.Instant;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.desktop.work.UploadState;
import org.audioprocessor.queue.ReviewVerdict;
import org.audioprocessor.queue.UploadRow;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param otherStatus the platform's text where the status is none of ours
 * @param inputLufs measured on the raw file; null while unknown, as the next
 * @param outputLufs measured on what was published
 * @param sentence why it failed or rests
 * @param worker who works on it, or did last
 * @param verdict null where there is nothing to review
 * @param note what the reviewer wrote with the verdict
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

  /** Stands for a row that is being read. */
  public static final QueueRow LOADING =
      new QueueRow("", "…", UploadState.LOADING, null, null, 0, null, null, null, null, null, null);

  /** Stands where rows will be as soon as there is an answer. */
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
        row.errorMessage(),
        lease == null ? null : lease.owner(),
        row.verdict(),
        completion == null ? null : completion.note());
  }

  public boolean isLoading() {
    return status == UploadState.LOADING;
  }
}
