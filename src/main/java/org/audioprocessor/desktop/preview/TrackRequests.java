package org.audioprocessor.desktop.preview;

import java.io.IOException;
import java.time.Duration;
import javafx.beans.value.ChangeListener;
import org.audioprocessor.desktop.preview.sound.FoundTrack;
import org.audioprocessor.desktop.preview.sound.TrackFinder;
import org.audioprocessor.desktop.work.ListenRequests.Moment;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.desktop.work.UiExecutors;
import org.jspecify.annotations.Nullable;

/** Which track is wanted: the latest wish wins, whenever its answer comes. UI thread only. */
final class TrackRequests {
  private final PreviewServices.Wishes wishes;
  private final TrackFinder tracks;
  private final UiExecutors executors;
  private final Answer answer;
  private final ChangeListener<@Nullable Selected> onSelected = (value, before, now) -> open(now);
  private final ChangeListener<@Nullable Moment> onAsked = (value, before, now) -> listen(now);
  private final ChangeListener<Long> onTick = (value, before, now) -> lookAgain();
  private @Nullable FoundTrack found;

  /** Selected, and not answered yet. */
  private @Nullable Selected pending;

  private volatile long looking;

  /** Who is told, on the UI thread. */
  interface Answer {
    /** Another track, or more of the one before. */
    void found(FoundTrack track, double seconds, boolean play);

    /** A place in the track that was found last. */
    void moment(double seconds);

    /** Nothing can be heard, for this reason. */
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

  /** What is still on its way is not wanted any more. */
  void forget() {
    long none = looking + 1;
    looking = none;
    pending = null;
  }

  /** Selecting nothing, or many, leaves what is heard. */
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
   * What was selected last is to play as soon as it is found.
   *
   * @return false if nothing is on its way
   */
  boolean hurry() {
    Selected upload = pending;
    if (upload != null) {
      look(upload, new Manner(0, true, false), Duration.ZERO);
    }
    return upload != null;
  }

  /**
   * How a track that is looked for is to be shown.
   *
   * @param again it is shown already, and only more of it matters
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

  /** Perhaps it has been published meanwhile. */
  private void lookAgain() {
    if (found != null && !found.published() && pending == null) {
      look(found.upload(), new Manner(0, false, true), Duration.ZERO);
    }
  }

  /** Whoever walks through a list by key asks for nothing on the way. */
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
