package org.audioprocessor.preview;

import java.util.Optional;
import org.audioprocessor.preview.meter.EbuMeter;

/**
 * Plays one track at a time. No method but {@link #close()} waits for anything; what was asked
 * happens soon, in the order of asking, and shows in the {@link #snapshot()}. Asking for something
 * that has no meaning now (seeking without a track, anything after close) changes nothing. Any
 * thread may call.
 */
public interface Player extends AutoCloseable {

  /** Leaves the track before and gets this one ready, paused at 0. */
  void load(PreviewTrack track, Rendition first);

  /** From the position on; from the start where the track had ended. */
  void play();

  void pause();

  /** Goes there exactly, playing on if it played. */
  void seek(double seconds);

  /**
   * Another rendition of the same track, at the same music. One that cannot be played leaves the
   * one before, and a sentence.
   */
  void select(Rendition rendition);

  /**
   * The same for a blind comparison: every change sounds alike, also one to the rendition that is
   * heard already, which {@link #select} would leave alone.
   */
  void selectBlind(Rendition rendition);

  /** Repeats a passage from now on; empty: plays on to the end. */
  void loop(Optional<Passage> passage);

  /**
   * How loud, from 0 (silent) to 1.
   *
   * @throws IllegalArgumentException if it is outside
   */
  void volume(double share);

  /** The gains that let renditions be compared; {@link LevelMatch#OFF} for none. */
  void levels(LevelMatch match);

  /** The latest state; made for polling. */
  PlayerSnapshot snapshot();

  /** Adds a listener, for as long as the player lives. */
  void listen(PlayerListener listener);

  /** The meter of what is heard, where the player can know. It stays the same. */
  Optional<EbuMeter> meter();

  /** Ends its threads and frees what it holds, within two seconds. */
  @Override
  void close();
}
