package org.audioprocessor.desktop.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;

/** Adds uploads through the window: chosen files, dropped files, or demo tracks. */
public final class Incoming {
  private final AddFiles adding;
  private final UploadActions.Resources resources;
  private final Demo demo;
  private final People people;
  private final UiExecutors executors;
  private Runnable added = () -> {};

  /** Generates the demo tracks. */
  @FunctionalInterface
  public interface Demo {
    /** Writes the tracks and returns their files. */
    List<Path> make() throws IOException;
  }

  public Incoming(
      AddFiles adding,
      UploadActions.Resources resources,
      Demo demo,
      People people,
      UiExecutors executors) {
    this.adding = adding;
    this.resources = resources;
    this.demo = demo;
    this.people = people;
    this.executors = executors;
  }

  /** Asks for files and adds them. */
  public void choose() {
    add(people.files().audioFilesToAdd());
  }

  /** Adds files and the files of folders. */
  public void add(List<Path> filesOrFolders) {
    if (!filesOrFolders.isEmpty()) {
      adding.add(filesOrFolders, false, ids -> refresh());
    }
  }

  /** Sets the listener that is called on the UI thread after files were added. */
  public void onAdded(Runnable listener) {
    added = listener;
  }

  private void refresh() {
    added.run();
    resources.poller().pollNow();
  }

  /** Generates demo tracks, adds and processes them. */
  public void tryDemo() {
    tell(Severity.INFO, Messages.text("queue.demo.preparing"));
    executors
        .background()
        .execute(() -> {
          try {
            List<Path> files = demo.make();
            adding.add(
                files,
                true,
                ids -> {
                  refresh();
                  resources.batch().process(ids);
                });
          } catch (IOException e) {
            String sentence = String.valueOf(e.getMessage());
            executors.ui().execute(() -> tell(Severity.ERROR, sentence));
          }
        });
  }

  /** Shows a notice, which the result of the addition replaces. */
  private void tell(Severity severity, String sentence) {
    people.notices().show(Notice.of(AddFiles.TOPIC, severity, sentence));
  }
}
