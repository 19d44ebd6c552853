package org.audioprocessor.testing;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.Player.LevelMatch;
import org.audioprocessor.preview.Player.Passage;
import org.audioprocessor.preview.PlayerSnapshot;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;
import org.audioprocessor.preview.PlayerStatus;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.meter.EbuMeter;
import org.audioprocessor.storage.StorageException;
import org.jspecify.annotations.Nullable;

/**
 * A player without sound that does at once what it is asked, on the caller's thread, and moves with
 * a test's time whenever it is looked at. Its tracks last as long as they say, or 60 s.
 */
public final class FakePlayer implements Player {
  private static final double USUAL_SECONDS = 60;

  private final LongSupplier nanoTime;
  private final PlayerStatus status = new PlayerStatus();
  private final EbuMeter meter = new EbuMeter(48_000, -14);
  private @Nullable PreviewTrack track;
  private @Nullable Passage passage;
  private double volume = 1;
  private long since;
  private int blindChanges;

  public FakePlayer(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void load(PreviewTrack wanted, Rendition first) {
    if (isClosed()) {
      return;
    }
    track = wanted;
    passage = null;
    status.update(before -> PlayerSnapshot.EMPTY.withState(PlayerState.LOADING).withChosen(first));
    settle(wanted, first, false);
  }

  private void settle(PreviewTrack wanted, Rendition rendition, boolean plays) {
    if (!isThere(wanted, rendition)) {
      status.update(before ->
          before
              .withState(PlayerState.FAILED)
              .withSentence("“" + rendition + "” is not there. Process the track."));
      return;
    }
    since = nanoTime.getAsLong();
    status.update(before ->
        before
            .withState(plays ? PlayerState.PLAYING : PlayerState.PAUSED)
            .withMusicSeconds(OptionalDouble.of(seconds(wanted)))
            .withHeard(Optional.of(rendition)));
  }

  private static double seconds(PreviewTrack track) {
    return track.musicSeconds().orElse(USUAL_SECONDS);
  }

  private static boolean isThere(PreviewTrack track, Rendition rendition) {
    try {
      return switch (rendition.kind()) {
        case RAW -> track.raw() != null;
        case M4A -> track.store().exists(track.keys().m4a());
        case RUNG -> track.store().exists(track.keys().playlist(rendition.name()));
      };
    } catch (StorageException e) {
      return false;
    }
  }

  private boolean isClosed() {
    return status.state() == PlayerState.CLOSED;
  }

  @Override
  public synchronized void play() {
    PreviewTrack playing = track;
    PlayerState state = status.state();
    if (playing == null || isClosed() || state == PlayerState.PLAYING) {
      return;
    }
    if (state == PlayerState.PAUSED) {
      since = nanoTime.getAsLong();
      status.become(PlayerState.PLAYING);
    } else {
      double from = state == PlayerState.ENDED ? 0 : status.snapshot().positionSeconds();
      status.update(now -> now.withState(PlayerState.LOADING).withPosition(from));
      settle(playing, chosen(), true);
    }
  }

  private Rendition chosen() {
    return status.snapshot().chosen().orElse(Rendition.M4A);
  }

  @Override
  public synchronized void pause() {
    advance();
    if (status.state() == PlayerState.PLAYING) {
      status.become(PlayerState.PAUSED);
    }
  }

  @Override
  public synchronized void seek(double seconds) {
    PreviewTrack playing = track;
    advance();
    if (playing == null || isClosed()) {
      return;
    }
    boolean plays = status.state() == PlayerState.PLAYING;
    double target = Math.min(Math.max(0, seconds), seconds(playing));
    status.update(before -> before.withState(PlayerState.LOADING).withPosition(target));
    settle(playing, chosen(), plays);
  }

  @Override
  public synchronized void select(Rendition rendition) {
    PreviewTrack playing = track;
    advance();
    if (playing == null || isClosed()) {
      return;
    }
    if (isThere(playing, rendition)) {
      status.update(before ->
          before.withChosen(rendition).withHeard(Optional.of(rendition)).withSentence(""));
    } else {
      status.update(
          before -> before.withSentence("“" + rendition + "” is not there. Process the track."));
    }
  }

  @Override
  public synchronized void selectBlind(Rendition rendition) {
    blindChanges++;
    select(rendition);
  }

  /** How many changes were to sound alike. */
  public synchronized int blindChanges() {
    return blindChanges;
  }

  @Override
  public synchronized void loop(Optional<Passage> wanted) {
    advance();
    passage = wanted.orElse(null);
  }

  /** As it was set last. */
  public synchronized double volume() {
    return volume;
  }

  @Override
  public synchronized void volume(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("The volume is between 0 and 1, not " + share + ".");
    }
    volume = share;
  }

  @Override
  public void levels(LevelMatch match) {}

  @Override
  public synchronized PlayerSnapshot snapshot() {
    advance();
    return status.snapshot();
  }

  private void advance() {
    PreviewTrack playing = track;
    if (playing == null || status.state() != PlayerState.PLAYING) {
      return;
    }
    long now = nanoTime.getAsLong();
    double moved = status.snapshot().positionSeconds() + (now - since) / 1e9;
    since = now;
    Passage repeated = passage;
    if (repeated != null && moved >= repeated.toSeconds()) {
      double length = repeated.toSeconds() - repeated.fromSeconds();
      moved = repeated.fromSeconds() + (moved - repeated.fromSeconds()) % length;
    }
    double position = Math.min(moved, seconds(playing));
    status.update(before -> before.withPosition(position));
    if (position >= seconds(playing)) {
      status.become(PlayerState.ENDED);
    }
  }

  @Override
  public void listen(Player.Listener listener) {
    status.listen(listener);
  }

  /** One that a test may feed. */
  @Override
  public Optional<EbuMeter> meter() {
    return Optional.of(meter);
  }

  @Override
  public synchronized void close() {
    if (!isClosed()) {
      status.become(PlayerState.CLOSED);
    }
  }
}
