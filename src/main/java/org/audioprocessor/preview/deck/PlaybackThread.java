package org.audioprocessor.preview.deck;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that touches the playback: does what is asked, in between lets it play on. */
final class PlaybackThread {
  private static final Logger LOG = LoggerFactory.getLogger(PlaybackThread.class);

  /** Well within what a line holds. */
  private static final long BUSY_MILLIS = 5;

  private static final long IDLE_MILLIS = 1000;

  /** Something that was asked for. */
  @FunctionalInterface
  interface Wish {
    void tell(Playback playback);
  }

  private final Playback playback;
  private final LinkedBlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean ending;

  PlaybackThread(Playback playback) {
    this.playback = playback;
    thread = Thread.ofPlatform().daemon().name("preview player").unstarted(this::run);
    thread.start();
  }

  void ask(Wish wish) {
    if (!ending) {
      wishes.add(wish);
    }
  }

  private void run() {
    try {
      while (!ending) {
        long patience = playback.isBusy() ? BUSY_MILLIS : IDLE_MILLIS;
        Wish first = wishes.poll(patience, TimeUnit.MILLISECONDS);
        for (Wish wish = first; wish != null && !ending; wish = wishes.poll()) {
          attempt(wish);
        }
        attempt(Playback::goOn);
      }
    } catch (InterruptedException e) {
      LOG.debug("the player was interrupted, and ends");
    } finally {
      playback.close();
    }
  }

  private void attempt(Wish wish) {
    try {
      wish.tell(playback);
    } catch (RuntimeException fault) {
      playback.broke(fault);
    }
  }

  /** Ends the thread and waits for it, at most so long; what was asked before is left undone. */
  void end(long millis) {
    ending = true;
    wishes.add(nothing -> {});
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
