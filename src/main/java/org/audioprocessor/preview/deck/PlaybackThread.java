package org.audioprocessor.preview.deck;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of the playback: applies requests and advances the playback between them. */
final class PlaybackThread {
  private static final Logger LOG = LoggerFactory.getLogger(PlaybackThread.class);

  /** Well below the duration that a line buffers. */
  private static final long BUSY_MILLIS = 5;

  private static final long IDLE_MILLIS = 1000;

  /** A request to the playback. */
  @FunctionalInterface
  interface Request {
    void apply(Playback playback);
  }

  private final Playback playback;
  private final LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean ending;

  PlaybackThread(Playback playback) {
    this.playback = playback;
    thread = Thread.ofPlatform().daemon().name("preview player").unstarted(this::run);
    thread.start();
  }

  void submit(Request request) {
    if (!ending) {
      requests.add(request);
    }
  }

  private void run() {
    try {
      while (!ending) {
        long patience = playback.isBusy() ? BUSY_MILLIS : IDLE_MILLIS;
        Request first = requests.poll(patience, TimeUnit.MILLISECONDS);
        for (Request request = first; request != null && !ending; request = requests.poll()) {
          attempt(request);
        }
        attempt(Playback::advance);
      }
    } catch (InterruptedException e) {
      LOG.debug("the player was interrupted, and ends");
    } finally {
      playback.close();
    }
  }

  private void attempt(Request request) {
    try {
      request.apply(playback);
    } catch (RuntimeException fault) {
      playback.internalError(fault);
    }
  }

  /** Ends the thread and waits for it up to this time; pending requests are dropped. */
  void end(long millis) {
    ending = true;
    requests.add(nothing -> {});
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
