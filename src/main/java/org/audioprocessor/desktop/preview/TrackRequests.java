package org.audioprocessor.desktop.preview;

import java.io.IOException;
import java.time.Duration;
import javafx.beans.value.ChangeListener;
import org.audioprocessor.desktop.preview.ChosenPlayer.PreviewServices;
import org.audioprocessor.desktop.preview.sound.FoundTrack;
import org.audioprocessor.desktop.preview.sound.FoundTrack.TrackFinder;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests.Moment;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.desktop.work.UiExecutors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the requested track; the latest request wins, in whatever order the results arrive. UI
 * thread only.
 */
final class TrackRequests {
  private final PreviewServices.Wishes wishes;
  private final TrackFinder tracks;
  private final UiExecutors executors;
  private final Answer answer;
  private final ChangeListener<@Nullable Selected> onSelected = (value, before, now) -> open(now);
  private final ChangeListener<@Nullable Moment> onAsked = (value, before, now) -> listen(now);
  private final ChangeListener<Long> onTick = (value, before, now) -> lookAgain();
  private @Nullable FoundTrack found;

  /** The selection without a result yet. */
  private @Nullable Selected pending;

  private volatile long looking;

  /** Receives the results, on the UI thread. */
  interface Answer {
    /** Called with another track, or with a newer state of the same one. */
    void found(FoundTrack track, double seconds, boolean play);

    /** Called with a position in the track that was found last. */
    void moment(double seconds);

    /** Called with the reason why nothing can be played. */
    void missing(String sentence);
  }

  TrackRequests(PreviewServices services, Answer answer) {
    wishes = services.wishes();
    tracks = services.tracks();
    executors = services.executors();
    this.answer = answer;
  }

  void attach() {
    wishes.selection().selectedProperty().addListener(onSelected);
    wishes.requests().askedProperty().addListener(onAsked);
    wishes.poller().ticks().addListener(onTick);
    open(wishes.selection().selectedProperty().get());
  }

  void detach() {
    wishes.selection().selectedProperty().removeListener(onSelected);
    wishes.requests().askedProperty().removeListener(onAsked);
    wishes.poller().ticks().removeListener(onTick);
  }

  /** Drops the results of pending requests. */
  void forget() {
    long none = looking + 1;
    looking = none;
    pending = null;
  }

  /** Opens the selected track; an empty or multiple selection changes nothing. */
  private void open(@Nullable Selected upload) {
    if (upload == null) {
      return;
    }
    if (found != null && upload.equals(found.upload())) {
      forget(); // another one was selected for a moment
    } else {
      look(upload, new Manner(0, false, false), wishes.settle());
    }
  }

  /**
   * Plays the last selection as soon as it is found.
   *
   * @return false if no request is pending
   */
  boolean hurry() {
    Selected upload = pending;
    if (upload != null) {
      look(upload, new Manner(0, true, false), Duration.ZERO);
    }
    return upload != null;
  }

  /**
   * How to show the track when it is found.
   *
   * @param again the track is shown already; only a newer state matters
   */
  private record Manner(double seconds, boolean play, boolean again) {}

  private void listen(@Nullable Moment moment) {
    if (moment == null) {
      return;
    }
    if (found != null && moment.track().equals(found.upload())) {
      answer.moment(moment.seconds());
    } else {
      look(moment.track(), new Manner(moment.seconds(), true, false), Duration.ZERO);
    }
  }

  /** Finds the track again, since it may have been published meanwhile. */
  private void lookAgain() {
    if (found != null && !found.published() && pending == null) {
      look(found.upload(), new Manner(0, false, true), Duration.ZERO);
    }
  }

  /**
   * Finds a track after it stayed selected for a while, so that moving through a list by key reads
   * nothing.
   */
  private void look(Selected upload, Manner manner, Duration settle) {
    long mine = looking + 1;
    looking = mine;
    pending = manner.again() ? null : upload;
    executors
        .background()
        .execute(() -> {
          try {
            Thread.sleep(settle);
            if (mine == looking) {
              FoundTrack track = tracks.find(upload);
              executors.ui().execute(() -> found(mine, track, manner));
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (IOException e) {
            executors.ui().execute(() -> missing(mine, String.valueOf(e.getMessage()), manner));
          }
        });
  }

  private void found(long mine, FoundTrack track, Manner manner) {
    if (mine == looking) {
      pending = null;
      if (track.published() || !manner.again()) {
        found = track;
        answer.found(track, manner.seconds(), manner.play());
      }
    }
  }

  private void missing(long mine, String sentence, Manner manner) {
    if (mine == looking) {
      pending = null;
      if (!manner.again()) {
        found = null;
        answer.missing(sentence);
      }
    }
  }
}
