package org.audioprocessor.desktop.dialog;

import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.audioprocessor.desktop.controls.Severity;
import org.jspecify.annotations.Nullable;

/** The current notices of the window, oldest first. UI thread only. */
public final class Notices {
  /** Topic of everything that waits for the database; cleared by the next successful access. */
  public static final String DATABASE_TOPIC = "database";

  private static final int MOST = 4;

  private final ObservableList<Notice> shown = FXCollections.observableArrayList();
  private final ObservableList<Notice> readOnly = FXCollections.unmodifiableObservableList(shown);
  private Consumer<Notice> listener = notice -> {};

  public ObservableList<Notice> shown() {
    return readOnly;
  }

  /** Adds a listener for all notices, shown or not. */
  public void onNotice(Consumer<Notice> listener) {
    this.listener = listener;
  }

  /** Passes a notice to the listeners without showing it. */
  public void logOnly(Notice notice) {
    listener.accept(notice);
  }

  /** Shows a notice. A pending state that is already shown is not reported again. */
  public void show(Notice notice) {
    if (notice.severity() == Severity.PENDING && shown.contains(notice)) {
      return;
    }
    listener.accept(notice);
    clear(notice.topic());
    shown.add(notice);
    if (shown.size() > MOST) {
      shown.removeFirst();
    }
  }

  /** Removes the notice of a topic, if there is one. */
  public void clear(String topic) {
    shown.removeIf(notice -> notice.topic().equals(topic));
  }

  /** Removes this notice, but no later one of its topic with another text. */
  public void clear(Notice notice) {
    shown.remove(notice);
  }

  /**
   * A sentence shown over the screen.
   *
   * @param topic a later notice of the same topic replaces this one
   * @param action null for none
   */
  public record Notice(String topic, Severity severity, String sentence, @Nullable Action action) {

    /** An action that the notice offers. */
    public record Action(String text, Runnable run) {}

    public static Notice of(String topic, Severity severity, String sentence) {
      return new Notice(topic, severity, sentence, null);
    }
  }
}
