package org.audioprocessor.desktop.queue;

import java.io.IOException;
import java.nio.file.Path;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notice;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadLists;

/**
 * Asks for a file, writes the uploads of a filter as CSV in the background, and reports the result.
 */
final class ExportUploads {
  private final UploadLists lists;
  private final People people;
  private final UiExecutors executors;

  ExportUploads(UploadLists lists, People people, UiExecutors executors) {
    this.lists = lists;
    this.people = people;
    this.executors = executors;
  }

  void ask(UploadFilter wanted) {
    people
        .files()
        .fileToWrite("uploads.csv")
        .ifPresent(target ->
            executors
                .background()
                .execute(() -> {
                  Notice result = write(wanted, target);
                  executors.ui().execute(() -> people.notices().show(result));
                }));
  }

  private Notice write(UploadFilter wanted, Path target) {
    try {
      long rows = CsvExport.write(each -> lists.forEach(wanted, each), target);
      String done = Messages.text("queue.export.done", rows, target.getFileName());
      return Notice.of(QueueViewModel.TOPIC, Severity.SUCCESS, done);
    } catch (QueueException | IOException e) {
      return Notice.of(QueueViewModel.TOPIC, Severity.ERROR, String.valueOf(e.getMessage()));
    }
  }
}
