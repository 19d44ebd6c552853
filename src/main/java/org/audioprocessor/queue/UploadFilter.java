package org.audioprocessor.queue;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which uploads are meant.
 *
 * @param statuses empty for all
 * @param verdicts empty for all; otherwise only completed uploads that can be reviewed
 * @param search part of a file name or upload id, taken literally, upper and lower case alike;
 *     empty for all
 */
public record UploadFilter(Set<UploadStatus> statuses, Set<ReviewVerdict> verdicts, String search) {
  public static final UploadFilter ALL = new UploadFilter(Set.of(), Set.of(), "");

  public UploadFilter {
    statuses = statuses.size() == UploadStatus.values().length ? Set.of() : Set.copyOf(statuses);
    verdicts = Set.copyOf(verdicts);
    search = search.strip();
  }

  public static UploadFilter of(UploadStatus first, UploadStatus... more) {
    return ALL.withStatuses(EnumSet.of(first, more));
  }

  public UploadFilter withStatuses(Set<UploadStatus> wanted) {
    return new UploadFilter(wanted, verdicts, search);
  }

  public UploadFilter withVerdicts(Set<ReviewVerdict> wanted) {
    return new UploadFilter(statuses, wanted, search);
  }

  public UploadFilter withSearch(String text) {
    return new UploadFilter(statuses, verdicts, text);
  }

  /** The counts by status say how many these are. */
  boolean isByStatusOnly() {
    return verdicts.isEmpty() && search.isEmpty();
  }

  boolean includes(UploadStatus status) {
    return statuses.isEmpty() || statuses.contains(status);
  }
}
