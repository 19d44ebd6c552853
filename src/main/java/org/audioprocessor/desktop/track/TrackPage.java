package org.audioprocessor.desktop.track;

import java.util.List;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.desktop.work.UploadState;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.Review;
import org.audioprocessor.queue.ReviewVerdict;
import org.audioprocessor.queue.UploadRow;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one upload at one moment.
 *
 * @param attempts newest first
 * @param reviews what people who listened said, newest first
 * @param published of its own generation; null where there is none, or where it cannot be read
 * @param trouble why what was published cannot be shown; null where it can, or there is nothing
 * @param older an older generation of the track can be put back
 */
public record TrackPage(
    UploadRow row,
    List<Attempt> attempts,
    List<Review> reviews,
    @Nullable PublishedFacts published,
    @Nullable String trouble,
    boolean older)
    implements UploadActions.Target {
  public TrackPage {
    attempts = List.copyOf(attempts);
    reviews = List.copyOf(reviews);
  }

  @Override
  public String uploadId() {
    return row.upload().uploadId();
  }

  @Override
  public String fileName() {
    return row.upload().fileName();
  }

  @Override
  public UploadState status() {
    return UploadState.of(row);
  }

  /** −1 where nothing was published for it. */
  int generation() {
    UploadRow.Completion completion = row.completion();
    return completion == null ? -1 : completion.generation();
  }

  /** Players get what this upload became. */
  boolean isCurrent() {
    UploadRow.Completion completion = row.completion();
    return completion != null && completion.current();
  }

  boolean canReprocess() {
    return status() == UploadState.COMPLETED;
  }

  boolean canRollBack() {
    return older && isCurrent() && status() == UploadState.COMPLETED;
  }

  /** Null where there is nothing to judge. */
  @Nullable ReviewVerdict verdict() {
    return row.verdict();
  }

  /** How the last claim failed, as the worker named it; null if it did not. */
  @Nullable String errorKind() {
    UploadRow.Lease lease = row.lease();
    return lease == null ? null : lease.errorKind();
  }
}
