package org.audioprocessor.desktop.track;

import java.util.List;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.desktop.work.UploadState;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.Review;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadRow;
import org.jspecify.annotations.Nullable;

/**
 * The data of one upload at one moment.
 *
 * @param attempts newest first
 * @param reviews the reviewers' verdicts, newest first
 * @param published of its own generation; null if there is none, or it cannot be read
 * @param trouble why the published data cannot be shown; null for no failure
 * @param older whether an older generation of the track can be published again
 * @param standing how its sound stands among other tracks'; null if it or they have no figures
 */
public record TrackPage(
    UploadRow row,
    List<Attempt> attempts,
    List<Review> reviews,
    @Nullable PublishedFacts published,
    @Nullable String trouble,
    boolean older,
    @Nullable Standing standing)
    implements UploadActions.Target {
  /**
   * How many of the recently compared tracks sound worse.
   *
   * @param percent 0 to 100
   * @param tracks that it was compared with
   */
  record Standing(int percent, int tracks) {
    private static final int FEWEST_TRACKS = 20;

    /** Null if fewer than 20 tracks have figures. */
    static @Nullable Standing of(double score2f, List<Double> scores) {
      if (scores.size() < FEWEST_TRACKS) {
        return null;
      }
      long worse = scores.stream().filter(score -> score < score2f).count();
      return new Standing((int) (100 * worse / scores.size()), scores.size());
    }
  }

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

  /** Returns −1 if nothing was published for it. */
  int generation() {
    UploadRow.Completion completion = row.completion();
    return completion == null ? -1 : completion.generation();
  }

  /** Returns whether this upload is the published one. */
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

  /** Returns null if there is nothing to review. */
  @Nullable ReviewVerdict verdict() {
    return row.verdict();
  }

  /** Returns the failure kind of the last claim as the worker named it; null if it did not fail. */
  @Nullable String errorKind() {
    UploadRow.Lease lease = row.lease();
    return lease == null ? null : lease.errorKind();
  }
}
