package org.audioprocessor.desktop.review;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.work.QueuePoller.ReviewCounts;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.generation.Reviews;
import org.jspecify.annotations.Nullable;

/** The tracks without a verdict, longest waiting first, one at a time. UI thread only. */
public final class ReviewViewModel {
  private static final String TOPIC = "review";

  /**
   * A second verdict within this time is ignored: the second press of a double press would decide
   * about the next track unheard.
   */
  private static final Duration LEAST_BETWEEN_VERDICTS = Duration.ofSeconds(1);

  private final ReviewServices services;
  private final InstantSource clock;
  private final ReadOnlyObjectWrapper<@Nullable ReviewTrack> track = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyObjectWrapper<@Nullable ReviewTrack> last = new ReadOnlyObjectWrapper<>();
  private final BooleanProperty rejecting = new SimpleBooleanProperty(false);
  private final StringProperty note = new SimpleStringProperty("");
  private final ChangeListener<Map<ReviewVerdict, Long>> onCounts =
      (value, before, now) -> lookIfNothing();
  private long asking;

  /**
   * A verdict is being stored: a second key would decide about the same track, or about one that
   * was not heard.
   */
  private boolean storing;

  /** When the next track was shown automatically after a verdict. */
  private @Nullable Instant shownAfterVerdict;

  public ReviewViewModel(ReviewServices services, InstantSource clock) {
    this.services = services;
    this.clock = clock;
  }

  void attach() {
    countsProperty().addListener(onCounts);
    services.counts().refresh();
    ReviewTrack now = track.get();
    if (now == null) {
      next(null);
    } else {
      select(now);
    }
  }

  void detach() {
    countsProperty().removeListener(onCounts);
  }

  /** Null if none is waiting, or while that is unknown. */
  ReadOnlyObjectProperty<@Nullable ReviewTrack> trackProperty() {
    return track.getReadOnlyProperty();
  }

  /** Whether the list of waiting tracks was read. */
  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  /** The track of the last verdict while it can be withdrawn. */
  ReadOnlyObjectProperty<@Nullable ReviewTrack> lastProperty() {
    return last.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Map<ReviewVerdict, Long>> countsProperty() {
    return services.counts().counts();
  }

  /** The number of tracks without a verdict. */
  ObservableValue<Long> waiting() {
    return countsProperty().map(counts -> counts.getOrDefault(ReviewVerdict.UNREVIEWED, 0L));
  }

  double ceilingDbtp() {
    return services.ceilingDbtp();
  }

  /** Whether a note is being written. */
  BooleanProperty rejectingProperty() {
    return rejecting;
  }

  StringProperty noteProperty() {
    return note;
  }

  /** Skips this track; the first one follows the last one. */
  void next() {
    ReviewTrack now = track.get();
    next(now == null ? null : now.uploadId());
  }

  private void lookIfNothing() {
    if (track.get() == null) {
      next(null);
    }
  }

  private void next(@Nullable String afterUploadId) {
    long mine = ++asking;
    work(() -> {
      Reviews reviews = services.reviews();
      Optional<UploadRow> found = reviews.nextUnreviewed(afterUploadId);
      Optional<UploadRow> shown =
          found.isEmpty() && afterUploadId != null ? reviews.nextUnreviewed(null) : found;
      ui(() -> {
        if (mine == asking) {
          show(shown.map(ReviewTrack::of).orElse(null));
        }
      });
    });
  }

  private void show(@Nullable ReviewTrack found) {
    shownAfterVerdict = storing ? clock.instant() : null;
    storing = false;
    loaded.set(true);
    rejecting.set(false);
    note.set("");
    track.set(found);
    if (found != null) {
      select(found);
    }
  }

  /** Selects the track, which loads it into the player. */
  private void select(ReviewTrack found) {
    services.selection().select(new Selected(found.uploadId(), found.fileName()));
  }

  void approve() {
    give(ReviewVerdict.APPROVED, "");
  }

  /** Asks for the note before the rejection. */
  void beginReject() {
    rejecting.set(track.get() != null);
  }

  void cancelReject() {
    rejecting.set(false);
  }

  void reject() {
    String text = note.get().strip();
    give(ReviewVerdict.REJECTED, text.substring(0, Math.min(text.length(), Reviews.LONGEST_NOTE)));
  }

  private void give(ReviewVerdict verdict, String words) {
    ReviewTrack now = track.get();
    if (now == null || storing || isOfDoublePress()) {
      return;
    }
    storing = true;
    work(() -> {
      boolean given =
          services
              .reviews()
              .record(now.uploadId(), now.generation(), verdict, words, services.reviewer());
      ui(() -> {
        if (given) {
          last.set(now);
          say(Severity.SUCCESS, done(verdict, now.fileName()));
        } else {
          say(Severity.INFO, Messages.text("review.replaced", now.fileName()));
        }
        services.counts().refresh();
        next(now.uploadId());
      });
    });
  }

  private boolean isOfDoublePress() {
    return shownAfterVerdict != null
        && clock.instant().isBefore(shownAfterVerdict.plus(LEAST_BETWEEN_VERDICTS));
  }

  private static String done(ReviewVerdict verdict, String fileName) {
    boolean approved = verdict == ReviewVerdict.APPROVED;
    return Messages.text(approved ? "review.approved" : "review.rejected", fileName);
  }

  /** Withdraws the last verdict and shows its track again. */
  void undo() {
    ReviewTrack before = last.get();
    if (before == null || storing) {
      return;
    }
    last.set(null);
    asking++;
    work(() -> {
      boolean taken =
          services
              .reviews()
              .record(
                  before.uploadId(),
                  before.generation(),
                  ReviewVerdict.UNREVIEWED,
                  "",
                  services.reviewer());
      ui(() -> {
        services.counts().refresh();
        if (taken) {
          show(before);
          say(Severity.SUCCESS, Messages.text("review.undone", before.fileName()));
        } else {
          say(Severity.INFO, Messages.text("review.replaced", before.fileName()));
        }
      });
    });
  }

  private interface Work {
    void run() throws QueueException;
  }

  private void work(Work work) {
    services
        .executors()
        .background()
        .execute(() -> {
          try {
            work.run();
          } catch (QueueException e) {
            ui(() -> {
              storing = false;
              say(Severity.ERROR, String.valueOf(e.getMessage()));
            });
          }
        });
  }

  private void ui(Runnable task) {
    services.executors().ui().execute(task);
  }

  private void say(Severity severity, String sentence) {
    services.notices().show(Notice.of(TOPIC, severity, sentence));
  }

  /**
   * The services of the review.
   *
   * @param reviewer name stored with the verdict, which an operator recognises
   * @param ceilingDbtp of the limiter, before encoding
   */
  public record ReviewServices(
      Reviews reviews,
      String reviewer,
      TrackSelection selection,
      ReviewCounts counts,
      double ceilingDbtp,
      Notices notices,
      UiExecutors executors) {}
}
