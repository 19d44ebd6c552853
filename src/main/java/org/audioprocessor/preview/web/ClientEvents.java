package org.audioprocessor.preview.web;

import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import org.audioprocessor.preview.PlayerState;

/** Passes the events of one client to the player's thread; ignores a client that was closed. */
final class ClientEvents implements ClientMedia.Listener {
  private final ClientPlayback playback;
  private final Executor thread;

  ClientEvents(ClientPlayback playback, Executor thread) {
    this.playback = playback;
    this.thread = thread;
  }

  private void tell(Runnable what) {
    thread.execute(() -> {
      if (playback.isListeningTo(this)) {
        what.run();
      }
    });
  }

  @Override
  public void ready(OptionalDouble seconds) {
    tell(() -> playback.ready(seconds));
  }

  @Override
  public void stalled() {
    tell(() -> playback.moveOn(PlayerState.PLAYING, PlayerState.BUFFERING));
  }

  @Override
  public void playing() {
    tell(() -> playback.moveOn(PlayerState.BUFFERING, PlayerState.PLAYING));
  }

  @Override
  public void ended() {
    tell(playback::ended);
  }

  @Override
  public void failed(String reason) {
    tell(() -> playback.gaveUp(reason.replaceFirst("[.\\s]+$", "")));
  }
}
