package org.audioprocessor.desktop.dialog;

import java.util.List;
import java.util.Map;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.dialog.Questions.Question;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.desktop.work.UploadActions;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.PageRequest;

/**
 * Asks for confirmation before a command for many uploads; states their number and about how long
 * it takes.
 */
public final class BulkQuestions {
  private static final int SAMPLE = 200;

  private final UploadActions.Resources resources;
  private final People people;
  private final UiExecutors executors;

  public BulkQuestions(UploadActions.Resources resources, People people, UiExecutors executors) {
    this.resources = resources;
    this.people = people;
    this.executors = executors;
  }

  /**
   * Asks without an estimated duration, for commands that process nothing.
   *
   * @param more appended to the question; may be empty
   */
  public void ask(String key, long uploads, String more, Runnable yes) {
    String text =
        Messages.text(key + ".question", uploads, resources.batch().tracksAtOnce(), "").strip();
    show(key, uploads, text + more, yes);
  }

  /**
   * Reads the lengths of the tracks in the background, then asks with an estimated duration.
   *
   * @param sample some or all of the uploads
   */
  public void askWithTime(String key, long uploads, List<Upload> sample, Runnable yes) {
    executors
        .background()
        .execute(() -> {
          Map<String, Double> lengths = resources.lengths().of(sample);
          resources.batch().addLengths(lengths);
          String time =
              resources
                  .batch()
                  .estimate(uploads, lengths.keySet())
                  .map(about -> Messages.text("queue.about", Formats.about(about)))
                  .orElseGet(() -> Messages.text("queue.about.unknown"));
          int atOnce = resources.batch().tracksAtOnce();
          String text = Messages.text(key + ".question", uploads, atOnce, time);
          executors.ui().execute(() -> show(key, uploads, text, yes));
        });
  }

  /** Returns the newest waiting uploads. Waits for the database. */
  public List<Upload> waitingSample() throws QueueException {
    PageRequest request = PageRequest.first(SAMPLE).withStatus(UploadStatus.WAITING);
    return resources.queue().page(request).rows().stream().map(UploadRow::upload).toList();
  }

  private void show(String key, long uploads, String text, Runnable yes) {
    String action = Messages.text(key + ".yes", uploads);
    people.questions().ask(new Question(Messages.text(key), text, action), yes);
  }
}
