package org.audioprocessor.desktop.work;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.work.Questions.Question;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.intake.TakeOver;
import org.audioprocessor.queue.FailureCluster;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadFilter;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;

/** What can be done with uploads. Whatever touches many says before how many and how long. */
public final class UploadActions {
  private static final String TOPIC = "action";

  private final Subject subject;
  private final Downloads downloads;
  private final People people;
  private final Lanes lanes;

  /** Does nothing yet. */
  public UploadActions(Subject subject, Downloads downloads, People people, Lanes lanes) {
    this.subject = subject;
    this.downloads = downloads;
    this.people = people;
    this.lanes = lanes;
  }

  /** What is acted upon. */
  public record Subject(UploadQueue queue, Batch batch, LiveCounts counts) {}

  /** An upload as the person sees it who acts. */
  public interface Target {
    String uploadId();

    String fileName();

    UploadState status();
  }

  private interface Work {
    void run() throws QueueException, IntakeException, IOException;
  }

  /** Those that wait, and those that rest, which rest no longer. */
  public void process(List<? extends Target> rows) {
    List<? extends Target> fitting = rows.stream().filter(UploadActions::canProcess).toList();
    if (fitting.isEmpty()) {
      say(Notice.Tone.CALM, Messages.text("queue.process.none"));
      return;
    }
    Runnable go =
        () ->
            inBackground(() -> {
              for (Target row : fitting) {
                if (row.status() == UploadState.RESTING) {
                  subject.queue().retry(row.uploadId());
                }
              }
              batch().process(fitting.stream().map(Target::uploadId).toList());
            });
    if (fitting.size() == 1) {
      go.run();
    } else {
      ask("queue.process", fitting.size(), go);
    }
  }

  public static boolean canProcess(Target row) {
    return row.status() == UploadState.WAITING || row.status() == UploadState.RESTING;
  }

  public void processAllWaiting(long waiting) {
    if (waiting == 0) {
      say(Notice.Tone.CALM, Messages.text("queue.process.none"));
    } else {
      ask("queue.process", waiting, () -> batch().processAllWaiting((int) waiting));
    }
  }

  /** Those that failed or rest: they wait again, with a clean slate. */
  public void retry(List<? extends Target> rows) {
    List<? extends Target> fitting = rows.stream().filter(UploadActions::canRetry).toList();
    Runnable go =
        () ->
            inBackground(() -> {
              int retried = 0;
              for (Target row : fitting) {
                retried += subject.queue().retry(row.uploadId()) ? 1 : 0;
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

  public static boolean canRetry(Target row) {
    return row.status() == UploadState.FAILED || row.status() == UploadState.RESTING;
  }

  public void retryAllFailed(long failed) {
    if (failed == 0) {
      say(Notice.Tone.CALM, Messages.text("queue.retry.none"));
      return;
    }
    ask(
        "queue.retry",
        failed,
        () ->
            inBackground(() -> {
              long retried =
                  subject
                      .queue()
                      .bulkRetry()
                      .retryAll(UploadFilter.of(UploadStatus.FAILED), n -> true);
              done(Messages.text("queue.retry.done", retried));
            }));
  }

  /** All that failed for this cause, those of it that this window has not seen yet included. */
  public void retryAll(FailureCluster.Cause cause, long uploads) {
    ask(
        "queue.retry",
        uploads,
        () ->
            inBackground(() -> {
              long retried = subject.queue().failureClusters().retryAll(cause, n -> true);
              done(Messages.text("queue.retry.done", retried));
            }));
  }

  /** Those that this window works on or has picked. */
  public void cancel(List<? extends Target> rows) {
    batch()
        .cancel(
            rows.stream().map(Target::uploadId).toList(),
            cancelled -> tell(Notice.Tone.CALM, Messages.text("queue.cancel.done", cancelled)));
  }

  public void stopAfterCurrent() {
    batch().stopAfterCurrent();
  }

  /** Asks first: another system may be at work on it. */
  public void takeOver(Target row) {
    inBackground(() -> {
      Optional<UploadRow> found = subject.queue().get(row.uploadId());
      if (found.isEmpty()) {
        throw new IOException(Messages.text("queue.gone", row.fileName()));
      }
      TakeOver takeOver = new TakeOver(subject.queue());
      String text = takeOver.question(found.get());
      String action = Messages.text("queue.take-over.yes");
      Question question = new Question(Messages.text("queue.take-over"), text, action);
      lanes
          .ui()
          .execute(() ->
              people
                  .questions()
                  .ask(
                      question,
                      () ->
                          inBackground(() -> {
                            takeOver.run(found.get());
                            done(Messages.text("queue.take-over.done", row.fileName()));
                          })));
    });
  }

  /** A published rendition as a file: {@code m4a} or a rung. */
  public void download(Target row, String rendition) {
    String ending = rendition.equals("m4a") ? ".m4a" : "." + rendition + ".ts";
    String trackId = Upload.trackIdOf(row.fileName());
    String name = trackId.substring(trackId.lastIndexOf('/') + 1) + ending;
    people
        .files()
        .fileToWrite(name)
        .ifPresent(target ->
            inBackground(() -> {
              downloads.download(row.fileName(), rendition, target);
              tell(Notice.Tone.GOOD, Messages.text("queue.download.done", target.getFileName()));
            }));
  }

  private Batch batch() {
    return subject.batch();
  }

  /** What will happen: how many, how many at once, about how long. */
  private void ask(String key, long uploads, Runnable yes) {
    String time =
        batch()
            .about(uploads)
            .map(about -> Messages.text("queue.about", Formats.about(about)))
            .orElseGet(() -> Messages.text("queue.about.unknown"));
    String text = Messages.text(key + ".question", uploads, batch().tracksAtOnce(), time);
    people
        .questions()
        .ask(new Question(Messages.text(key), text, Messages.text(key + ".yes", uploads)), yes);
  }

  private void inBackground(Work work) {
    lanes
        .background()
        .execute(() -> {
          try {
            work.run();
          } catch (QueueException | IntakeException | IOException e) {
            tell(Notice.Tone.BAD, String.valueOf(e.getMessage()));
          }
        });
  }

  private void done(String sentence) {
    lanes
        .ui()
        .execute(() -> {
          say(Notice.Tone.GOOD, sentence);
          subject.counts().lookNow();
        });
  }

  private void tell(Notice.Tone tone, String sentence) {
    lanes.ui().execute(() -> say(tone, sentence));
  }

  private void say(Notice.Tone tone, String sentence) {
    people.notices().show(Notice.of(TOPIC, tone, sentence));
  }
}
