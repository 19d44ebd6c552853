package org.audioprocessor.preview.web;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.Player.LevelMatch;
import org.audioprocessor.preview.Player.Passage;
import org.audioprocessor.preview.PlayerSnapshot;
import org.audioprocessor.preview.PlayerStatus;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.meter.EbuMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the published playlists with an external client through a loopback server, as a listener's
 * player would. There are no fades between renditions, no level matching and no meter, since the
 * client does not expose its sound.
 */
public final class HlsClientPlayer implements Player {
  private static final Logger LOG = LoggerFactory.getLogger(HlsClientPlayer.class);
  private static final long POLL_MILLIS = 20;
  private static final long CLOSE_MILLIS = 2000;

  private final PlayerStatus status = new PlayerStatus();
  private final ClientPlayback playback;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("preview client").factory());

  /**
   * Creates a player without a track.
   *
   * @param nanoTime the clock for the detection of a client without events, as {@link
   *     System#nanoTime}
   */
  public HlsClientPlayer(ClientMedia.Opener opener, LongSupplier nanoTime) {
    playback = new ClientPlayback(status, opener, nanoTime, this::submit);
    var polling =
        executor.scheduleWithFixedDelay(
            guarded(playback::poll), POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    LOG.debug("the client is polled: {}", !polling.isDone());
  }

  private void submit(Runnable request) {
    try {
      executor.execute(guarded(request));
    } catch (RejectedExecutionException closed) {
      LOG.debug("request to a closed player");
    }
  }

  private Runnable guarded(Runnable request) {
    return () -> {
      try {
        request.run();
      } catch (RuntimeException fault) {
        LOG.error("the HLS client player failed", fault);
        playback.broke();
      }
    };
  }

  @Override
  public void load(PreviewTrack track, Rendition first) {
    submit(() -> playback.load(track, first));
  }

  @Override
  public void play() {
    submit(playback::play);
  }

  @Override
  public void pause() {
    submit(playback::pause);
  }

  @Override
  public void seek(double seconds) {
    if (Double.isNaN(seconds)) {
      throw new IllegalArgumentException("The position is not a number.");
    }
    submit(() -> playback.seek(seconds));
  }

  @Override
  public void select(Rendition rendition) {
    submit(() -> playback.select(rendition));
  }

  /** Every change restarts the client, so all changes sound alike. */
  @Override
  public void selectBlind(Rendition rendition) {
    select(rendition);
  }

  @Override
  public void loop(Optional<Passage> passage) {
    submit(() -> playback.loop(passage));
  }

  @Override
  public void volume(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("The volume is between 0 and 1, not " + share + ".");
    }
    submit(() -> playback.volume(share));
  }

  /** Has no effect. */
  @Override
  public void levels(LevelMatch match) {}

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
    return Optional.empty();
  }

  @Override
  public void close() {
    submit(playback::close);
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("the HLS client does not end; its thread is abandoned");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
