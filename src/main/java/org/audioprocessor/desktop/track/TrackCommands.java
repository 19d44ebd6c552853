package org.audioprocessor.desktop.track;

import java.util.List;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.dialog.Notice;
import org.audioprocessor.desktop.dialog.Questions.Question;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.intake.Rollback.RolledBack;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.ReviewVerdict;
import org.audioprocessor.queue.UploadQueue;

/** What can be done with the track that is shown. UI thread only. */
final class TrackCommands {
  private static final String TOPIC = "track";

  private final TrackServices services;

  TrackCommands(TrackServices services) {
    this.services = services;
  }

  private interface Work {
    /** Returns what was done, in words. */
    String run() throws QueueException, IntakeException;
  }

  void process(TrackPage page) {
    services.deeds().actions().process(List.of(page));
  }

  void cancel(TrackPage page) {
    services.deeds().actions().cancel(List.of(page));
  }

  void retry(TrackPage page) {
    services.deeds().actions().retry(List.of(page));
  }

  void download(TrackPage page, String rendition) {
    services.deeds().actions().download(page, rendition);
  }

  /** Asks first: what players get is made anew. */
  void reprocess(TrackPage page) {
    ask(
        "track.reprocess",
        page,
        () ->
            queue().reprocess(page.uploadId())
                ? Messages.text("track.reprocess.done", page.fileName())
                : Messages.text("track.reprocess.late", page.fileName()));
  }

  /** Asks first: players get an older generation. */
  void rollBack(TrackPage page) {
    ask(
        "track.roll-back",
        page,
        () -> {
          RolledBack done = services.deeds().rollback().run(page.row().upload().trackId());
          return Messages.text(
              "track.roll-back.done", done.to().generation(), done.from().generation());
        });
  }

  void judge(TrackPage page, ReviewVerdict verdict, String note) {
    inBackground(() -> {
      boolean given =
          queue()
              .reviews()
              .give(page.uploadId(), page.generation(), verdict, note, services.deeds().reviewer());
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
    services.outside().people().questions().ask(question, () -> inBackground(yes));
  }

  private UploadQueue queue() {
    return services.subject().queue();
  }

  private void inBackground(Work work) {
    services
        .outside()
        .executors()
        .background()
        .execute(() -> {
          try {
            tell(Notice.Tone.GOOD, work.run());
          } catch (QueueException | IntakeException e) {
            tell(Notice.Tone.BAD, String.valueOf(e.getMessage()));
          }
        });
  }

  private void tell(Notice.Tone tone, String sentence) {
    services
        .outside()
        .executors()
        .ui()
        .execute(() -> {
          services.outside().people().notices().show(Notice.of(TOPIC, tone, sentence));
          services.subject().poller().lookNow();
        });
  }
}
