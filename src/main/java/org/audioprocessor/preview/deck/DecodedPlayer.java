package org.audioprocessor.preview.deck;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.Player.LevelMatch;
import org.audioprocessor.preview.Player.Passage;
import org.audioprocessor.preview.PlayerSnapshot;
import org.audioprocessor.preview.PlayerStatus;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.line.AudioLine.AudioLineOpener;
import org.audioprocessor.preview.meter.EbuMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes the published segments and plays them on a line. Without a sound device it plays silently
 * in real time, with a sentence in the snapshot; the meter runs.
 */
public final class DecodedPlayer implements Player {
  /** Most devices run at 48 kHz. */
  private static final int LINE_RATE = 48_000;

  private static final long CLOSE_MILLIS = 2000;

  private final PlayerStatus status = new PlayerStatus();
  private final EbuMeter meter;
  private final PlaybackThread thread;

  /**
   * Creates a player without a track; the first track opens the line.
   *
   * @param workFolder an existing folder for a temporary copy of the M4A
   * @param targetLufs the meter's 0 LU
   */
  public DecodedPlayer(AudioLineOpener lines, Path workFolder, double targetLufs) {
    this(lines, workFolder, targetLufs, System::nanoTime);
  }

  /**
   * Creates a player with another clock for the detection of a stalled device.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  DecodedPlayer(AudioLineOpener lines, Path workFolder, double targetLufs, LongSupplier nanoTime) {
    meter = new EbuMeter(LINE_RATE, targetLufs);
    Sound sound = new Sound(lines, LINE_RATE, meter, nanoTime);
    Playback playback = new Playback(status, sound, workFolder);
    thread = new PlaybackThread(playback);
  }

  @Override
  public void load(PreviewTrack track, Rendition first) {
    thread.submit(playback -> playback.load(track, first));
  }

  @Override
  public void play() {
    thread.submit(Playback::play);
  }

  @Override
  public void pause() {
    thread.submit(Playback::pause);
  }

  @Override
  public void seek(double seconds) {
    if (Double.isNaN(seconds)) {
      throw new IllegalArgumentException("The position is not a number.");
    }
    thread.submit(playback -> playback.seek(seconds));
  }

  @Override
  public void select(Rendition rendition) {
    thread.submit(playback -> playback.select(rendition, false));
  }

  @Override
  public void selectBlind(Rendition rendition) {
    thread.submit(playback -> playback.select(rendition, true));
  }

  @Override
  public void loop(Optional<Passage> passage) {
    thread.submit(playback -> playback.loop(passage));
  }

  @Override
  public void volume(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("The volume is between 0 and 1, not " + share + ".");
    }
    thread.submit(playback -> playback.volume(share));
  }

  @Override
  public void levels(LevelMatch match) {
    thread.submit(playback -> playback.levels(match));
  }

  @Override
  public PlayerSnapshot snapshot() {
    return status.snapshot();
  }

  @Override
  public void listen(Player.Listener listener) {
    status.listen(listener);
  }

  @Override
  public Optional<EbuMeter> meter() {
    return Optional.of(meter);
  }

  @Override
  public void close() {
    thread.end(CLOSE_MILLIS);
  }

  /** The thread of the playback: applies requests and advances the playback between them. */
  private static final class PlaybackThread {
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
}
