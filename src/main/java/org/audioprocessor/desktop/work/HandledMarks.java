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

/**
 * The format of the handled failures in the window's state. Without JavaFX, for the command line.
 */
public final class HandledMarks {
  private HandledMarks() {}

  static String key(String connection) {
    return "failures.handled." + connection;
  }

  /** Reads the marks in the order of their creation. */
  public static Set<String> read(DesktopState state, String connection) {
    String saved = state.get(key(connection));
    return saved == null ? new LinkedHashSet<>() : new LinkedHashSet<>(saved.lines().toList());
  }

  static String of(FailedUpload failed) {
    return failed.upload().uploadId() + "@" + failed.token();
  }

  static List<String> uploadIds(Collection<String> marks) {
    return marks.stream().map(mark -> mark.substring(0, mark.lastIndexOf('@'))).toList();
  }

  /** Returns the upload ids of marked failures that were not retried since. */
  public static Set<String> stillFailed(FailedUploads failures, Collection<String> marks)
      throws QueueException {
    return failures.among(uploadIds(new ArrayList<>(marks))).stream()
        .filter(failed -> marks.contains(of(failed)))
        .map(failed -> failed.upload().uploadId())
        .collect(Collectors.toSet());
  }
}
