package org.audioprocessor.desktop.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.list.FailedUploads;
import org.audioprocessor.queue.list.FailedUploads.FailedUpload;

/** The form in which the window's state keeps handled failures. Without JavaFX, for commands. */
public final class HandledMarks {
  private HandledMarks() {}

  static String key(String connection) {
    return "failures.handled." + connection;
  }

  /** In the order in which they were made. */
  public static Set<String> read(DesktopState state, String connection) {
    String kept = state.get(key(connection));
    return kept == null ? new LinkedHashSet<>() : new LinkedHashSet<>(kept.lines().toList());
  }

  static String of(FailedUpload failed) {
    return failed.upload().uploadId() + "@" + failed.token();
  }

  static List<String> uploadIds(Collection<String> marks) {
    return marks.stream().map(mark -> mark.substring(0, mark.lastIndexOf('@'))).toList();
  }

  /** The upload ids of the marked failures; one that was retried since is not among them. */
  public static Set<String> stillFailed(FailedUploads failures, Collection<String> marks)
      throws QueueException {
    return failures.among(uploadIds(new ArrayList<>(marks))).stream()
        .filter(failed -> marks.contains(of(failed)))
        .map(failed -> failed.upload().uploadId())
        .collect(Collectors.toSet());
  }
}
