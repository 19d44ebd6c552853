package org.audioprocessor.desktop.work;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.app.DesktopState.HandledMarks;
import org.audioprocessor.queue.list.FailedUploads.FailedUpload;

/**
 * The failures that the user of this computer marked as handled. They are saved per connection with
 * the window's state; an upload that fails again is not handled. UI thread only.
 */
public final class HandledFailures {
  /** Beyond this number the oldest marks are removed. */
  private static final int MOST = 5_000;

  private final DesktopState state;
  private final String key;
  private final Set<String> marks;
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();

  public HandledFailures(DesktopState state, String connection) {
    this.state = state;
    key = HandledMarks.key(connection);
    marks = HandledMarks.read(state, connection);
    count.set(marks.size());
  }

  /** The number of marked failures. */
  public ReadOnlyIntegerProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  public boolean contains(FailedUpload failed) {
    return marks.contains(HandledMarks.of(failed));
  }

  /** Returns the upload ids of the marked failures. */
  public List<String> uploadIds() {
    return HandledMarks.uploadIds(marks);
  }

  /** Returns a copy of the marks. */
  Set<String> marks() {
    return Set.copyOf(marks);
  }

  public void add(Collection<FailedUpload> handled) {
    handled.forEach(failed -> marks.add(HandledMarks.of(failed)));
    while (marks.size() > MOST) {
      marks.remove(marks.iterator().next());
    }
    keep();
  }

  public void remove(Collection<FailedUpload> failures) {
    failures.forEach(failed -> marks.remove(HandledMarks.of(failed)));
    keep();
  }

  /** Removes the marks of uploads that are no longer failed, or failed again. */
  public void retain(Collection<FailedUpload> stillFailed) {
    if (marks.retainAll(stillFailed.stream().map(HandledMarks::of).toList())) {
      keep();
    }
  }

  public void clear() {
    marks.clear();
    keep();
  }

  private void keep() {
    count.set(marks.size());
    state.put(key, String.join("\n", marks));
  }
}
