package org.audioprocessor.desktop.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notice;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;

/** How uploads come in through the window: chosen, dropped, or made for a try. */
public final class Incoming {
  private final AddFiles adding;
  private final UploadActions.Resources resources;
  private final Demo demo;
  private final People people;
  private final UiExecutors executors;
  private Runnable added = () -> {};

  /** Makes tracks to try the program with. */
  @FunctionalInterface
  public interface Demo {
    /** Writes them. */
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

  /** Asks which. */
  public void choose() {
    add(people.files().audioFilesToAdd());
  }

  /** Files, or folders of them. */
  public void add(List<Path> filesOrFolders) {
    if (!filesOrFolders.isEmpty()) {
      adding.add(filesOrFolders, false, ids -> refresh());
    }
  }

  /** Told on the UI thread whenever files were added. */
  public void onAdded(Runnable listener) {
    added = listener;
  }

  private void refresh() {
    added.run();
    resources.poller().pollNow();
  }

  /** Generated tracks, added and processed at once. */
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

  /** Until something is said about the files that are added. */
  private void tell(Severity severity, String sentence) {
    people.notices().show(Notice.of(AddFiles.TOPIC, severity, sentence));
  }
}
