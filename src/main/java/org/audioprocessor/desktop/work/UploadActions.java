package org.audioprocessor.desktop.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.audioprocessor.app.DesktopState.HandledMarks;
import org.audioprocessor.desktop.batch.Batch;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.dialog.People.Questions.Question;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.intake.RequeueUploads;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.FailedUploads;
import org.audioprocessor.queue.list.FailedUploads.FailedUpload;
import org.audioprocessor.queue.list.FailedUploads.FailureCluster;
import org.audioprocessor.queue.list.UploadFilter;

/** The commands for uploads. Commands for many uploads ask for confirmation. */
public final class UploadActions {
  private final Resources resources;
  private final Downloads downloads;
  private final ActionDialogs dialogs;

  public UploadActions(
      Resources resources, Downloads downloads, People people, UiExecutors executors) {
    this.resources = resources;
    this.downloads = downloads;
    dialogs = new ActionDialogs(resources, people, executors);
  }

  /** The components that the commands use. */
  public record Resources(
      UploadQueue queue,
      Batch batch,
      QueuePoller poller,
      HandledFailures handled,
      TrackLengths lengths) {}

  /** An upload as shown in the window. */
  public interface Target {
    String uploadId();

    String fileName();

    UploadState status();
  }

  /** Processes waiting uploads, and those in a back-off, which ends. */
  public void process(List<? extends Target> rows) {
    List<? extends Target> fitting = rows.stream().filter(UploadActions::canProcess).toList();
    Runnable go =
        () ->
            inBackground(() -> {
              for (Target row : fitting) {
                if (row.status() == UploadState.RESTING) {
                  resources.queue().retry(row.uploadId());
                }
              }
              batch().process(fitting.stream().map(Target::uploadId).toList());
            });
    if (fitting.isEmpty()) {
      dialogs.show(Severity.INFO, Messages.text("queue.process.none"));
    } else if (fitting.size() == 1) {
      go.run();
    } else {
      dialogs.askWithTime("queue.process", fitting.size(), uploads(fitting), go);
    }
  }

  private static List<Upload> uploads(List<? extends Target> rows) {
    return rows.stream().map(row -> new Upload(row.uploadId(), row.fileName())).toList();
  }

  public static boolean canProcess(Target row) {
    return row.status() == UploadState.WAITING || row.status() == UploadState.RESTING;
  }

  /** Processes all waiting uploads except the cancelled ones. */
  public void processAllWaiting(long waiting) {
    if (waiting == 0) {
      dialogs.show(Severity.INFO, Messages.text("queue.process.none"));
      return;
    }
    inBackground(() -> {
      List<Upload> sample = dialogs.waitingSample();
      List<String> ids = sample.stream().map(Upload::uploadId).toList();
      dialogs.askWithTime(
          "queue.process",
          waiting,
          sample,
          () ->
              inBackground(() -> {
                endBackOffs();
                batch().processAllWaiting((int) waiting, ids);
              }));
    });
  }

  /**
   * Ends all back-offs: a batch started by the user does not wait for those of earlier attempts.
   */
  private void endBackOffs() throws QueueException {
    List<String> resting = new ArrayList<>();
    UploadFilter backingOff = UploadFilter.ALL.withBackOff(UploadFilter.BackOff.BACKING_OFF);
    resources.queue().lists().forEach(backingOff, row -> resting.add(row.upload().uploadId()));
    for (String uploadId : resting) {
      resources.queue().retry(uploadId);
    }
  }

  /** Requeues failed and cancelled uploads with fresh attempts. */
  public void retry(List<? extends Target> rows) {
    List<? extends Target> fitting =
        rows.stream().filter(row -> canRetry(row) || canPutBack(row)).toList();
    Runnable go =
        () ->
            inBackground(() -> {
              int retried = 0;
              for (Target row : fitting) {
                retried += resources.queue().retry(row.uploadId()) ? 1 : 0;
              }
              dialogs.done(Messages.text("queue.retry.done", retried));
            });
    if (fitting.isEmpty()) {
      dialogs.show(Severity.INFO, Messages.text("queue.retry.none"));
    } else if (fitting.size() == 1 || fitting.stream().allMatch(UploadActions::canPutBack)) {
      go.run();
    } else {
      dialogs.ask("queue.retry", fitting.size(), "", go);
    }
  }

  public static boolean canRetry(Target row) {
    return row.status() == UploadState.FAILED;
  }

  public static boolean canPutBack(Target row) {
    return row.status() == UploadState.CANCELLED;
  }

  /** Requeues all failed uploads except those marked as handled. */
  public void retryAllFailed() {
    Set<String> marks = resources.handled().marks();
    inBackground(() -> {
      FailedUploads failedUploads = resources.queue().failedUploads();
      UploadFilter all = UploadFilter.of(UploadStatus.FAILED);
      Set<String> handled = HandledMarks.stillFailed(resources.queue().failedUploads(), marks);
      long failed = failedUploads.countOf(all) - handled.size();
      String leftOut =
          handled.isEmpty() ? "" : " " + Messages.text("queue.retry.handled", handled.size());
      Runnable go =
          () ->
              inBackground(() -> {
                long retried = failedUploads.retryAll(all, handled, n -> true);
                dialogs.done(Messages.text("queue.retry.done", retried) + leftOut);
              });
      if (failed <= 0) {
        dialogs.show(Severity.INFO, Messages.text("queue.retry.nothing") + leftOut);
      } else {
        dialogs.ask("queue.retry", failed, leftOut, go);
      }
    });
  }

  /**
   * Retries the failures of a cause after confirmation, including those that no page has read yet.
   *
   * @param wanted selects the failures; the others stay failed
   */
  public void retryAll(FailureCluster.Cause cause, long uploads, Predicate<FailedUpload> wanted) {
    retryAll("queue.retry", cause, uploads, wanted, retried -> {});
  }

  /** Retries the failures of a cause like {@link #retryAll}, and processes only these now. */
  public void retryAndProcess(
      FailureCluster.Cause cause, long uploads, Predicate<FailedUpload> wanted) {
    retryAll("queue.retry-now", cause, uploads, wanted, batch()::process);
  }

  private void retryAll(
      String question,
      FailureCluster.Cause cause,
      long uploads,
      Predicate<FailedUpload> wanted,
      Consumer<List<String>> then) {
    Runnable run =
        () ->
            inBackground(() -> {
              List<String> retried = resources.queue().failedUploads().retryAll(cause, wanted);
              then.accept(retried);
              dialogs.done(Messages.text("queue.retry.done", retried.size()));
            });
    dialogs.ask(question, uploads, "", run);
  }

  /** Cancels uploads that this window is processing or has pending. */
  public void cancel(List<? extends Target> rows) {
    batch()
        .cancel(
            rows.stream().map(Target::uploadId).toList(),
            cancelled ->
                dialogs.show(Severity.INFO, Messages.text("queue.cancel.done", cancelled)));
  }

  /** Requeues an upload after confirmation, because another system may be processing it. */
  public void takeOver(Target row) {
    inBackground(() -> {
      Optional<UploadRow> found = resources.queue().get(row.uploadId());
      if (found.isEmpty()) {
        throw new IOException(Messages.text("queue.gone", row.fileName()));
      }
      RequeueUploads requeue = new RequeueUploads(resources.queue());
      String text = requeue.takeOverQuestion(found.get());
      String action = Messages.text("queue.take-over.yes");
      Question question = new Question(Messages.text("queue.take-over"), text, action);
      Runnable confirmed =
          () ->
              inBackground(() -> {
                requeue.takeOver(found.get());
                dialogs.done(Messages.text("queue.take-over.done", row.fileName()));
              });
      dialogs.ask(question, confirmed);
    });
  }

  /** Processes a track again after confirmation, since the published track is replaced. */
  public void reprocess(Target row) {
    String text = Messages.text("track.reprocess.question", row.fileName());
    String action = Messages.text("track.reprocess.yes");
    ActionDialogs.Work work =
        () ->
            dialogs.done(
                resources.queue().reprocess(row.uploadId())
                    ? Messages.text("track.reprocess.done", row.fileName())
                    : Messages.text("track.reprocess.late", row.fileName()));
    dialogs.ask(
        new Question(Messages.text("track.reprocess"), text, action), () -> inBackground(work));
  }

  /** Reads the rungs of a published track and passes them on on the UI thread. */
  public void findRungs(Target row, Consumer<Ladder> then) {
    inBackground(() -> {
      Ladder ladder = downloads.ladder(row.fileName());
      dialogs.onUi(() -> then.accept(ladder));
    });
  }

  /** Downloads a published rendition: {@code m4a} or a rung. */
  public void download(Target row, String rendition) {
    String ending = rendition.equals("m4a") ? ".m4a" : "." + rendition + ".ts";
    String trackId = Upload.trackIdOf(row.fileName());
    String name = trackId.substring(trackId.lastIndexOf('/') + 1) + ending;
    dialogs
        .fileToWrite(name)
        .ifPresent(target ->
            inBackground(() -> {
              downloads.download(row.fileName(), rendition, target);
              dialogs.show(
                  Severity.SUCCESS, Messages.text("queue.download.done", target.getFileName()));
            }));
  }

  private Batch batch() {
    return resources.batch();
  }

  private void inBackground(ActionDialogs.Work work) {
    dialogs.inBackground(work);
  }

  /** Estimates the length of raw files without processing them. */
  @FunctionalInterface
  public interface TrackLengths {
    TrackLengths UNKNOWN = uploads -> Map.of();

    /**
     * Reads the files for a few seconds at most.
     *
     * @return seconds of music by upload id; uploads of unknown length are missing
     */
    Map<String, Double> of(List<Upload> uploads);
  }
}
