package org.audioprocessor.queue.list;

import java.util.EnumSet;
import java.util.Set;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadStatus;

/**
 * Selects uploads.
 *
 * @param statuses empty for all
 * @param verdicts empty for all; otherwise only completed uploads with one of these verdicts
 * @param search part of a file name or upload id, matched literally and case-insensitively; empty
 *     for all
 * @param backOff values other than ANY and NOT_CANCELLED select waiting uploads only
 */
public record UploadFilter(
    Set<UploadStatus> statuses, Set<ReviewVerdict> verdicts, String search, BackOff backOff) {
  public static final UploadFilter ALL = new UploadFilter(Set.of(), Set.of(), "", BackOff.ANY);

  /** Selects by the back-off of waiting uploads. */
  public enum BackOff {
    /** All uploads. */
    ANY,
    /** Cancelled by a user, and still in the back-off. */
    CANCELLED,
    /** All other uploads of any status. */
    NOT_CANCELLED,
    /** Failed in an attempt, and still in the back-off. */
    BACKING_OFF
  }

  public UploadFilter {
    statuses = statuses.size() == UploadStatus.values().length ? Set.of() : Set.copyOf(statuses);
    verdicts = Set.copyOf(verdicts);
    search = search.strip();
  }

  public static UploadFilter of(UploadStatus first, UploadStatus... more) {
    return ALL.withStatuses(EnumSet.of(first, more));
  }

  public UploadFilter withStatuses(Set<UploadStatus> wanted) {
    return new UploadFilter(wanted, verdicts, search, backOff);
  }

  public UploadFilter withVerdicts(Set<ReviewVerdict> wanted) {
    return new UploadFilter(statuses, wanted, search, backOff);
  }

  public UploadFilter withSearch(String text) {
    return new UploadFilter(statuses, verdicts, text, backOff);
  }

  public UploadFilter withBackOff(BackOff wanted) {
    return new UploadFilter(statuses, verdicts, search, wanted);
  }

  /** Returns true if the counts by status give the number of matches. */
  boolean isByStatusOnly() {
    return verdicts.isEmpty() && search.isEmpty() && backOff == BackOff.ANY;
  }

  public boolean includes(UploadStatus status) {
    return statuses.isEmpty() || statuses.contains(status);
  }
}
