package org.audioprocessor.queue.list;

import java.util.EnumSet;
import java.util.Set;
import org.audioprocessor.queue.ReviewVerdict;
import org.audioprocessor.queue.UploadStatus;

/**
 * Which uploads are meant.
 *
 * @param statuses empty for all
 * @param verdicts empty for all; otherwise only completed uploads that can be reviewed
 * @param search part of a file name or upload id, taken literally, upper and lower case alike;
 *     empty for all
 * @param rest anything but ANY and NOT_CANCELLED means waiting uploads only
 */
public record UploadFilter(
    Set<UploadStatus> statuses, Set<ReviewVerdict> verdicts, String search, Rest rest) {
  public static final UploadFilter ALL = new UploadFilter(Set.of(), Set.of(), "", Rest.ANY);

  /** Waiting uploads that no worker may claim yet. */
  public enum Rest {
    /** Resting or not. */
    ANY,
    /** A person cancelled them, and the rest after that is not over. */
    CANCELLED,
    /** All others, whatever their status. */
    NOT_CANCELLED,
    /** An attempt did not succeed, and the back-off after it is not over. */
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
    return new UploadFilter(wanted, verdicts, search, rest);
  }

  public UploadFilter withVerdicts(Set<ReviewVerdict> wanted) {
    return new UploadFilter(statuses, wanted, search, rest);
  }

  public UploadFilter withSearch(String text) {
    return new UploadFilter(statuses, verdicts, text, rest);
  }

  public UploadFilter withRest(Rest wanted) {
    return new UploadFilter(statuses, verdicts, search, wanted);
  }

  /** The counts by status say how many these are. */
  boolean isByStatusOnly() {
    return verdicts.isEmpty() && search.isEmpty() && rest == Rest.ANY;
  }

  public boolean includes(UploadStatus status) {
    return statuses.isEmpty() || statuses.contains(status);
  }
}
