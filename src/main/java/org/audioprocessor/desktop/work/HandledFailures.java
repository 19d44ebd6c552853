package org.audioprocessor.desktop.work;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.audioprocessor.queue.FailedUpload;

/**
 * Failures that a person of this computer has marked as handled. They are kept by connection with
 * the window's state; an upload that fails again is not handled. UI thread only.
 */
public final class HandledFailures {
  /** The oldest marks go when there are more. */
  private static final int MOST = 5_000;

  private final DesktopState state;
  private final String key;
  private final Set<String> marks = new LinkedHashSet<>();
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();

  public HandledFailures(DesktopState state, String connection) {
    this.state = state;
    key = "failures.handled." + connection;
    String kept = state.get(key);
    if (kept != null) {
      kept.lines().forEach(marks::add);
    }
    count.set(marks.size());
  }

  /** How many failures are marked. */
  public ReadOnlyIntegerProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  public boolean contains(FailedUpload failed) {
    return marks.contains(mark(failed));
  }

  /** Their upload ids. */
  public List<String> uploadIds() {
    return marks.stream().map(mark -> mark.substring(0, mark.lastIndexOf('@'))).toList();
  }

  public void add(Collection<FailedUpload> handled) {
    handled.forEach(failed -> marks.add(mark(failed)));
    while (marks.size() > MOST) {
      marks.remove(marks.iterator().next());
    }
    keep();
  }

  public void remove(Collection<FailedUpload> failures) {
    failures.forEach(failed -> marks.remove(mark(failed)));
    keep();
  }

  /** Forgets the marks of uploads that are no longer failed, or failed again. */
  public void retain(Collection<FailedUpload> stillFailed) {
    if (marks.retainAll(stillFailed.stream().map(HandledFailures::mark).toList())) {
      keep();
    }
  }

  public void clear() {
    marks.clear();
    keep();
  }

  private static String mark(FailedUpload failed) {
    return failed.upload().uploadId() + "@" + failed.token();
  }

  private void keep() {
    count.set(marks.size());
    state.put(key, String.join("\n", marks));
  }
}
