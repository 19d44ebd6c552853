package org.audioprocessor.preview.web;

import java.net.URI;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;

/**
 * An external player of one address, for one thread. It calls its {@link Listener} on any thread.
 */
public interface ClientMedia extends AutoCloseable {

  /** Receives the events of an external player, which may also send none. */
  interface Listener {
    /**
     * It is ready to play.
     *
     * @param seconds its duration, if it is known
     */
    void ready(OptionalDouble seconds);

    /** The media waits for data. */
    void stalled();

    /** The media plays. */
    void playing();

    void ended();

    /**
     * The media has failed.
     *
     * @param reason its message
     */
    void failed(String reason);
  }

  /** Creates an external player. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens an address; the listener receives the result.
     *
     * @throws RuntimeException or a linkage error, if the system lacks a library
     */
    ClientMedia open(URI address, Listener listener);
  }

  void play();

  void pause();

  void seek(double seconds);

  void volume(double share);

  /** May be called by any thread. */
  double positionSeconds();

  /** Frees all resources; calls the listener no more. */
  @Override
  void close();

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
}
