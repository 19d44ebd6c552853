package org.audioprocessor.preview.web;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.Player.Passage;
import org.audioprocessor.preview.PlayerSnapshot;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;
import org.audioprocessor.preview.PlayerStatus;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.web.ClientMedia.ClientEvents;
import org.jspecify.annotations.Nullable;

/** The state machine of the HLS client's player. For one thread. */
final class ClientPlayback {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final String REMEDY =
      " The system may lack libavcodec (54 to 61) or a sound device;"
          + " switch to the built-in player, which needs no codec of the system.";

  private final PlayerStatus status;
  private final ClientMedia.Opener opener;
  private final LongSupplier nanoTime;
  private final Executor thread;
  private @Nullable PreviewTrack track;
  private @Nullable LoopbackServer server;
  private @Nullable ClientMedia media;
  private @Nullable ClientEvents listener;
  private @Nullable Passage passage;
  private @Nullable Rendition fallback;
  private boolean wantsToPlay;
  private double volume = 1;
  private double startSeconds;
  private double beforeSeek = Double.NaN;
  private long loadingSince;

  ClientPlayback(
      PlayerStatus status, ClientMedia.Opener opener, LongSupplier nanoTime, Executor thread) {
    this.status = status;
    this.opener = opener;
    this.nanoTime = nanoTime;
    this.thread = thread;
  }

  void load(PreviewTrack wanted, Rendition first) {
    leave();
    track = wanted;
    wantsToPlay = false;
    passage = null;
    fallback = null;
    status.update(before -> PlayerSnapshot.EMPTY.withState(PlayerState.LOADING).withChosen(first));
    begin(first, 0);
  }

  void play() {
    if (track == null) {
      return;
    }
    wantsToPlay = true;
    ClientMedia playing = media;
    switch (status.state()) {
      case PAUSED -> {
        if (playing != null) {
          playing.play();
          status.become(PlayerState.PLAYING);
        }
      }
      case ENDED -> begin(chosen(), 0);
      case FAILED -> begin(chosen(), status.snapshot().positionSeconds());
      case EMPTY, LOADING, PLAYING, BUFFERING, CLOSED -> {}
    }
  }

  void pause() {
    wantsToPlay = false;
    ClientMedia playing = media;
    if (playing != null && isSounding()) {
      playing.pause();
      follow(playing);
      status.become(PlayerState.PAUSED);
    }
  }

  void seek(double seconds) {
    ClientMedia playing = media;
    if (track == null) {
      return;
    }
    double last = status.snapshot().musicSeconds().orElse(Double.MAX_VALUE);
    double target = Math.min(Math.max(0, seconds), last);
    if (playing == null || !(isSounding() || status.state() == PlayerState.PAUSED)) {
      begin(chosen(), target);
      return;
    }
    status.become(PlayerState.LOADING);
    go(playing, target);
    status.become(wantsToPlay ? PlayerState.PLAYING : PlayerState.PAUSED);
  }

  /** Clients report a new position with a delay. */
  private void go(ClientMedia playing, double target) {
    beforeSeek = playing.positionSeconds();
    playing.seek(target);
    status.update(before -> before.withPosition(target));
  }

  void select(Rendition rendition) {
    if (track != null) {
      fallback = status.state() == PlayerState.FAILED ? null : chosen();
      boolean ended = status.state() == PlayerState.ENDED;
      begin(rendition, ended ? 0 : status.snapshot().positionSeconds());
    }
  }

  void loop(Optional<Passage> wanted) {
    passage = wanted.orElse(null);
  }

  void volume(double share) {
    volume = share;
    ClientMedia playing = media;
    if (playing != null) {
      playing.volume(share);
    }
  }

  private Rendition chosen() {
    return status.snapshot().chosen().orElse(Rendition.M4A);
  }

  private boolean isSounding() {
    return status.state() == PlayerState.PLAYING || status.state() == PlayerState.BUFFERING;
  }

  private void begin(Rendition rendition, double atSeconds) {
    closeMedia();
    startSeconds = atSeconds;
    beforeSeek = Double.NaN;
    loadingSince = nanoTime.getAsLong();
    status.update(before ->
        before
            .withState(PlayerState.LOADING)
            .withChosen(rendition)
            .withPosition(atSeconds)
            .withSentence(""));
    try {
      ClientEvents calls = new ClientEvents(this, thread);
      listener = calls;
      media = opener.open(server().address(rendition), calls);
    } catch (PlaybackException e) {
      failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      // without its libraries, JavaFX throws one or the other
      failed("The HLS client cannot start here (" + e.getMessage() + ")." + REMEDY);
    }
  }

  private LoopbackServer server() throws PlaybackException {
    LoopbackServer open = server;
    PreviewTrack wanted = track;
    if (open == null && wanted != null) {
      open = LoopbackServer.open(wanted);
      server = open;
    }
    if (open == null) {
      throw new PlaybackException("There is no track. Choose one.");
    }
    return open;
  }

  /** Called often: follows the client, repeats the passage, detects a client without events. */
  void poll() {
    ClientMedia playing = media;
    if (playing != null && isSounding()) {
      follow(playing);
      Passage repeated = passage;
      if (repeated != null && status.snapshot().positionSeconds() >= repeated.toSeconds()) {
        go(playing, repeated.fromSeconds());
      }
    }
    boolean waited = nanoTime.getAsLong() - loadingSince > PATIENCE_NANOS;
    if (status.state() == PlayerState.LOADING && waited) {
      failed("The HLS client has not responded for 10 seconds." + REMEDY);
    }
  }

  private void follow(ClientMedia playing) {
    double seconds = playing.positionSeconds();
    if (seconds != beforeSeek) {
      beforeSeek = Double.NaN;
      status.update(before -> before.withPosition(seconds).withHeard(before.chosen()));
    }
  }

  boolean isListeningTo(ClientEvents calls) {
    return calls.equals(listener);
  }

  void gaveUp(String reason) {
    failed("The HLS client failed: " + reason + "." + REMEDY);
  }

  void moveOn(PlayerState from, PlayerState to) {
    if (status.state() == from) {
      status.become(to);
    }
  }

  void ready(OptionalDouble seconds) {
    ClientMedia playing = media;
    PreviewTrack known = track;
    if (playing == null || known == null || status.state() != PlayerState.LOADING) {
      return;
    }
    fallback = null;
    OptionalDouble length = known.musicSeconds().isPresent() ? known.musicSeconds() : seconds;
    double start = Math.min(startSeconds, length.orElse(startSeconds));
    status.update(before -> before.withMusicSeconds(length).withPosition(start));
    playing.volume(volume);
    if (start > 0) {
      go(playing, start);
    }
    if (wantsToPlay) {
      playing.play();
    }
    status.become(wantsToPlay ? PlayerState.PLAYING : PlayerState.PAUSED);
  }

  void ended() {
    if (isSounding()) {
      wantsToPlay = false;
      double end = status.snapshot().musicSeconds().orElse(status.snapshot().positionSeconds());
      status.update(before -> before.withState(PlayerState.ENDED).withPosition(end));
    }
  }

  private void failed(String sentence) {
    Rendition before = fallback;
    fallback = null;
    closeMedia();
    if (before != null && !before.equals(chosen())) {
      begin(before, status.snapshot().positionSeconds());
      status.update(now -> now.withSentence(sentence));
    } else if (status.state().canBecome(PlayerState.FAILED)) {
      wantsToPlay = false;
      status.update(now -> now.withState(PlayerState.FAILED).withSentence(sentence));
    }
  }

  void broke() {
    fallback = null;
    failed("The HLS client failed with an internal error. Open the track again.");
  }

  private void closeMedia() {
    ClientMedia open = media;
    media = null;
    listener = null;
    if (open != null) {
      open.close();
    }
  }

  private void leave() {
    closeMedia();
    LoopbackServer open = server;
    server = null;
    track = null;
    if (open != null) {
      open.close();
    }
  }

  void close() {
    if (status.state() != PlayerState.CLOSED) {
      leave();
      status.become(PlayerState.CLOSED);
    }
  }
}
