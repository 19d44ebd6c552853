package org.audioprocessor.desktop.preview;

import java.io.IOException;
import javafx.beans.value.ChangeListener;
import org.audioprocessor.desktop.work.Lanes;
import org.audioprocessor.desktop.work.ListenRequests.Moment;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.jspecify.annotations.Nullable;

/** Which track is wanted: the latest wish wins, whenever its answer comes. UI thread only. */
final class TrackWishes {
  private final PreviewServices.Wishes wishes;
  private final TrackFinder tracks;
  private final Lanes lanes;
  private final Answer answer;
  private final ChangeListener<@Nullable Selected> onSelected = (value, before, now) -> open(now);
  private final ChangeListener<@Nullable Moment> onAsked = (value, before, now) -> listen(now);
  private final ChangeListener<Long> onTick = (value, before, now) -> lookAgain();
  private @Nullable FoundTrack found;
  private long looking;

  /** Who is told, on the UI thread. */
  interface Answer {
    /** Another track, or more of the one before. */
    void found(FoundTrack track, double seconds, boolean play);

    /** A place in the track that was found last. */
    void moment(double seconds);

    /** Nothing can be heard, for this reason. */
    void missing(String sentence);
  }

  TrackWishes(PreviewServices services, Answer answer) {
    wishes = services.wishes();
    tracks = services.tracks();
    lanes = services.lanes();
    this.answer = answer;
  }

  void attach() {
    wishes.selection().selectedProperty().addListener(onSelected);
    wishes.requests().askedProperty().addListener(onAsked);
    wishes.counts().ticks().addListener(onTick);
    open(wishes.selection().selectedProperty().get());
  }

  void detach() {
    wishes.selection().selectedProperty().removeListener(onSelected);
    wishes.requests().askedProperty().removeListener(onAsked);
    wishes.counts().ticks().removeListener(onTick);
  }

  /** What is still on its way is not wanted any more. */
  void forget() {
    looking++;
  }

  /** Selecting nothing, or many, leaves what is heard. */
  private void open(@Nullable Selected upload) {
    if (upload != null && (found == null || !upload.equals(found.upload()))) {
      look(upload, 0, false, false);
    }
  }

  private void listen(@Nullable Moment moment) {
    if (moment == null) {
      return;
    }
    if (found != null && moment.track().equals(found.upload())) {
      answer.moment(moment.seconds());
    } else {
      look(moment.track(), moment.seconds(), true, false);
    }
  }

  /** Perhaps it has been published meanwhile. */
  private void lookAgain() {
    if (found != null && !found.published()) {
      look(found.upload(), 0, false, true);
    }
  }

  private void look(Selected upload, double seconds, boolean play, boolean again) {
    long mine = ++looking;
    lanes
        .background()
        .execute(() -> {
          try {
            FoundTrack track = tracks.find(upload);
            lanes
                .ui()
                .execute(() -> {
                  if (mine == looking && (track.published() || !again)) {
                    found = track;
                    answer.found(track, seconds, play);
                  }
                });
          } catch (IOException e) {
            String sentence = String.valueOf(e.getMessage());
            lanes
                .ui()
                .execute(() -> {
                  if (mine == looking && !again) {
                    found = null;
                    answer.missing(sentence);
                  }
                });
          }
        });
  }
}
