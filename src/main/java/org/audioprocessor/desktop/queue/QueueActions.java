package org.audioprocessor.desktop.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.Batch;
import org.audioprocessor.desktop.work.Notice;
import org.audioprocessor.desktop.work.Questions.Question;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.intake.RetryUploads;
import org.audioprocessor.intake.TakeOver;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;

/** What can be done with uploads. Whatever touches many says before how many and how long. */
final class QueueActions {
  private static final String TOPIC = "action";

  private final QueueServices services;
  private final Runnable changed;

  /**
   * Does nothing yet.
   *
   * @param changed called on the UI thread after something was changed
   */
  QueueActions(QueueServices services, Runnable changed) {
    this.services = services;
    this.changed = changed;
  }

  private interface Work {
    void run() throws QueueException, IntakeException, IOException;
  }

  /** Those that wait, and those that rest, which rest no longer. */
  void process(List<QueueRow> rows) {
    List<QueueRow> fitting = rows.stream().filter(QueueActions::canProcess).toList();
    if (fitting.isEmpty()) {
      say(Notice.Tone.CALM, Messages.text("queue.process.none"));
      return;
    }
    Runnable go = () -> inBackground(() -> {
      for (QueueRow row : fitting) {
        if (row.status() == RowStatus.RESTING) {
          services.queue().retry(row.uploadId());
        }
      }
      batch().process(fitting.stream().map(QueueRow::uploadId).toList());
    });
    if (fitting.size() == 1) {
      go.run();
    } else {
      ask("queue.process", fitting.size(), go);
    }
  }

  static boolean canProcess(QueueRow row) {
    return row.status() == RowStatus.WAITING || row.status() == RowStatus.RESTING;
  }

  void processAllWaiting(long waiting) {
    if (waiting == 0) {
      say(Notice.Tone.CALM, Messages.text("queue.process.none"));
    } else {
      ask("queue.process", waiting, () -> batch().processAllWaiting((int) waiting));
    }
  }

  /** Those that failed or rest: they wait again, with a clean slate. */
  void retry(List<QueueRow> rows) {
    List<QueueRow> fitting = rows.stream().filter(QueueActions::canRetry).toList();
    Runnable go = () -> inBackground(() -> {
      int retried = 0;
      for (QueueRow row : fitting) {
        retried += services.queue().retry(row.uploadId()) ? 1 : 0;
      }
      done(Messages.text("queue.retry.done", retried));
    });
    if (fitting.isEmpty()) {
      say(Notice.Tone.CALM, Messages.text("queue.retry.none"));
    } else if (fitting.size() == 1) {
      go.run();
    } else {
      ask("queue.retry", fitting.size(), go);
    }
  }

  static boolean canRetry(QueueRow row) {
    return row.status() == RowStatus.FAILED || row.status() == RowStatus.RESTING;
  }

  void retryAllFailed(long failed) {
    if (failed == 0) {
      say(Notice.Tone.CALM, Messages.text("queue.retry.none"));
      return;
    }
    ask(
        "queue.retry",
        failed,
        () -> inBackground(() -> {
          AtomicInteger retried = new AtomicInteger();
          new RetryUploads(services.queue())
              .retryAllFailed(row -> retried.incrementAndGet());
          done(Messages.text("queue.retry.done", retried.get()));
        }));
  }

  /** Those that this window works on or has picked. */
  void cancel(List<QueueRow> rows) {
    batch().cancel(rows.stream().map(QueueRow::uploadId).toList());
  }

  void stopAfterCurrent() {
    batch().stopAfterCurrent();
  }

  /** Asks first: another system may be at work on it. */
  void takeOver(QueueRow row) {
    inBackground(() -> {
      Optional<UploadRow> found = services.queue().get(row.uploadId());
      if (found.isEmpty()) {
        throw new IOException(Messages.text("queue.gone", row.fileName()));
      }
      TakeOver takeOver = new TakeOver(services.queue());
      Question question =
          new Question(
              Messages.text("queue.take-over"),
              takeOver.question(found.get()),
              Messages.text("queue.take-over.yes"));
      services.ui().execute(
          () ->
              services
                  .people()
                  .questions()
                  .ask(question, () -> inBackground(() -> {
                    takeOver.run(found.get());
                    done(Messages.text("queue.take-over.done", row.fileName()));
                  })));
    });
  }

  void addFiles() {
    List<Path> files = services.people().files().audioFilesToAdd();
    if (!files.isEmpty()) {
      services.work().addFiles().add(files, false, ids -> changed.run());
    }
  }

  /** Tracks of our own making, added and processed. */
  void tryDemo() {
    inBackground(() -> {
      List<Path> files = services.demo().make();
      services.work().addFiles().add(files, true, ids -> {
        changed.run();
        batch().process(ids);
      });
    });
  }

  /** A published rendition as a file: {@code m4a} or a rung. */
  void download(QueueRow row, String rendition) {
    String ending = rendition.equals("m4a") ? ".m4a" : "." + rendition + ".ts";
    String name = Upload.trackIdOf(row.fileName()) + ending;
    services
        .people()
        .files()
        .fileToWrite(name)
        .ifPresent(target -> inBackground(() -> {
          services.downloads().download(row.fileName(), rendition, target);
          tell(Notice.Tone.GOOD, Messages.text("queue.download.done", target.getFileName()));
        }));
  }

  /** Every upload of the filter, as the table shows them. */
  void exportCsv(QueueFilter filter, UploadPages.Source source) {
    services
        .people()
        .files()
        .fileToWrite("uploads.csv")
        .ifPresent(target -> inBackground(() -> {
          long rows = CsvExport.write(source.open(filter), target);
          tell(Notice.Tone.GOOD, Messages.text("queue.export.done", rows, target.getFileName()));
        }));
  }

  private Batch batch() {
    return services.work().batch();
  }

  /** What will happen: how many, how many at once, about how long. */
  private void ask(String key, long uploads, Runnable yes) {
    String time =
        batch()
            .about(uploads)
            .map(about -> Messages.text("queue.about", Formats.about(about)))
            .orElseGet(() -> Messages.text("queue.about.unknown"));
    String text = Messages.text(key + ".question", uploads, batch().tracksAtOnce(), time);
    services
        .people()
        .questions()
        .ask(new Question(Messages.text(key), text, Messages.text(key + ".yes", uploads)), yes);
  }

  private void inBackground(Work work) {
    services.background().execute(() -> {
      try {
        work.run();
      } catch (QueueException | IntakeException | IOException e) {
        tell(Notice.Tone.BAD, String.valueOf(e.getMessage()));
      }
    });
  }

  private void done(String sentence) {
    services.ui().execute(() -> {
      say(Notice.Tone.GOOD, sentence);
      changed.run();
    });
  }

  private void tell(Notice.Tone tone, String sentence) {
    services.ui().execute(() -> say(tone, sentence));
  }

  private void say(Notice.Tone tone, String sentence) {
    services.people().notices().show(Notice.of(TOPIC, tone, sentence));
  }
}
