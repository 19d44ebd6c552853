package org.audioprocessor.desktop.dialog;

import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.audioprocessor.desktop.controls.Severity;

/** What the window has to say at the moment, oldest first. UI thread only. */
public final class Notices {
  /** Of whatever waits for the database; it is over as soon as the database answers anybody. */
  public static final String DATABASE_TOPIC = "database";

  private static final int MOST = 4;

  private final ObservableList<Notice> shown = FXCollections.observableArrayList();
  private final ObservableList<Notice> readOnly = FXCollections.unmodifiableObservableList(shown);
  private Consumer<Notice> said = nobody -> {};

  public ObservableList<Notice> shown() {
    return readOnly;
  }

  /** Hears all that is said, shown or not. */
  public void onNotice(Consumer<Notice> listener) {
    said = listener;
  }

  /** For the log only: there is too much to say to show all of it. */
  public void logOnly(Notice notice) {
    said.accept(notice);
  }

  /** What is waited for is said once, however often it is found to be away. */
  public void show(Notice notice) {
    if (notice.severity() == Severity.PENDING && shown.contains(notice)) {
      return;
    }
    said.accept(notice);
    clear(notice.topic());
    shown.add(notice);
    if (shown.size() > MOST) {
      shown.removeFirst();
    }
  }

  /** Also where there is none. */
  public void clear(String topic) {
    shown.removeIf(notice -> notice.topic().equals(topic));
  }

  /** Only this one, not a later one of its topic that says something else. */
  public void clear(Notice notice) {
    shown.remove(notice);
  }
}
