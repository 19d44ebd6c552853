package org.audioprocessor.desktop.track;

import java.util.List;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.dialog.People.Questions.Question;
import org.audioprocessor.desktop.track.TrackViewModel.TrackServices;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.intake.Rollback.RolledBack;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadQueue;

/** The commands of the shown track. UI thread only. */
final class TrackCommands {
  private static final String TOPIC = "track";

  private final TrackServices services;

  TrackCommands(TrackServices services) {
    this.services = services;
  }

  private interface Work {
    /** Runs and returns the result as a sentence. */
    String run() throws QueueException, IntakeException;
  }

  void process(TrackPage page) {
    services.actions().process(List.of(page));
  }

  void cancel(TrackPage page) {
    services.actions().cancel(List.of(page));
  }

  void retry(TrackPage page) {
    services.actions().retry(List.of(page));
  }

  void download(TrackPage page, String rendition) {
    services.actions().download(page, rendition);
  }

  void reprocess(TrackPage page) {
    services.actions().reprocess(page);
  }

  /** Publishes an older generation after confirmation. */
  void rollBack(TrackPage page) {
    ask(
        "track.roll-back",
        page,
        () -> {
          RolledBack done = services.rollback().run(page.row().upload().trackId());
          return Messages.text(
              "track.roll-back.done", done.to().generation(), done.from().generation());
        });
  }

  void judge(TrackPage page, ReviewVerdict verdict, String note) {
    inBackground(() -> {
      boolean given =
          queue()
              .reviews()
              .record(page.uploadId(), page.generation(), verdict, note, services.reviewer());
      return given
          ? Messages.word("track.judged.", verdict, page.fileName())
          : Messages.text("track.judged.late", page.fileName());
    });
  }

  private void ask(String key, TrackPage page, Work yes) {
    Question question =
        new Question(
            Messages.text(key),
            Messages.text(key + ".question", page.fileName()),
            Messages.text(key + ".yes"));
    services.people().questions().ask(question, () -> inBackground(yes));
  }

  private UploadQueue queue() {
    return services.resources().queue();
  }

  private void inBackground(Work work) {
    services
        .executors()
        .background()
        .execute(() -> {
          try {
            tell(Severity.SUCCESS, work.run());
          } catch (QueueException | IntakeException e) {
            tell(Severity.ERROR, String.valueOf(e.getMessage()));
          }
        });
  }

  private void tell(Severity severity, String sentence) {
    services
        .executors()
        .ui()
        .execute(() -> {
          services.people().notices().show(Notice.of(TOPIC, severity, sentence));
          services.resources().poller().pollNow();
        });
  }
}
