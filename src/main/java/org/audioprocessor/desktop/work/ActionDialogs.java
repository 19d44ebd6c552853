package org.audioprocessor.desktop.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.dialog.People.Questions.Question;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.UploadFilter;

/**
 * Runs commands in the background, asks for confirmation before them and shows their outcome.
 * Questions about many uploads state their number and about how long the command takes.
 */
final class ActionDialogs {
  private static final String TOPIC = "action";
  private static final int SAMPLE = 200;

  private final UploadActions.Resources resources;
  private final People people;
  private final UiExecutors executors;

  ActionDialogs(UploadActions.Resources resources, People people, UiExecutors executors) {
    this.resources = resources;
    this.people = people;
    this.executors = executors;
  }

  /**
   * Asks without an estimated duration, for commands that process nothing.
   *
   * @param more appended to the question; may be empty
   */
  void ask(String key, long uploads, String more, Runnable yes) {
    String text =
        Messages.text(key + ".question", uploads, resources.batch().tracksAtOnce(), "").strip();
    show(key, uploads, text + more, yes);
  }

  /**
   * Reads the lengths of the tracks in the background, then asks with an estimated duration.
   *
   * @param sample some or all of the uploads
   */
  void askWithTime(String key, long uploads, List<Upload> sample, Runnable yes) {
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
          show(key, uploads, text, yes);
        });
  }

  /** Returns the newest waiting uploads. Waits for the database. */
  List<Upload> waitingSample() throws QueueException {
    UploadFilter waiting = UploadFilter.of(UploadStatus.WAITING);
    return resources.queue().page(waiting, null, SAMPLE).rows().stream()
        .map(UploadRow::upload)
        .toList();
  }

  private void show(String key, long uploads, String text, Runnable yes) {
    String action = Messages.text(key + ".yes", uploads);
    ask(new Question(Messages.text(key), text, action), yes);
  }

  /** Asks on the UI thread. */
  void ask(Question question, Runnable yes) {
    onUi(() -> people.questions().ask(question, yes));
  }

  /** Asks for the file to write; empty if the user cancels. UI thread only. */
  Optional<Path> fileToWrite(String suggestedName) {
    return people.files().fileToWrite(suggestedName);
  }

  void onUi(Runnable task) {
    executors.ui().execute(task);
  }

  /** A command that waits for the database or the store. */
  interface Work {
    void run() throws QueueException, IntakeException, IOException;
  }

  /** Runs a command in the background and shows its failure. */
  void inBackground(Work work) {
    executors
        .background()
        .execute(() -> {
          try {
            work.run();
          } catch (QueueException | IntakeException | IOException e) {
            show(Severity.ERROR, String.valueOf(e.getMessage()));
          }
        });
  }

  /** Shows the success of a command and reads the queue again. */
  void done(String sentence) {
    onUi(() -> {
      notice(Severity.SUCCESS, sentence);
      resources.poller().pollNow();
    });
  }

  /** Shows a sentence on the UI thread. */
  void show(Severity severity, String sentence) {
    onUi(() -> notice(severity, sentence));
  }

  private void notice(Severity severity, String sentence) {
    people.notices().show(Notice.of(TOPIC, severity, sentence));
  }
}
