package org.audioprocessor.preview;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.audioprocessor.preview.meter.EbuMeter;

/**
 * Plays one track at a time. No method except {@link #close()} blocks; requests are applied in
 * order and show in the {@link #snapshot()}. A request without a meaning in the current state (a
 * seek without a track, any request after close) has no effect. Safe for use by many threads.
 */
public interface Player extends AutoCloseable {

  /** Replaces the track; the new one is paused at 0. */
  void load(PreviewTrack track, Rendition first);

  /** Plays from the position, or from the start if the track has ended. */
  void play();

  void pause();

  /** Seeks to the exact position; playback continues if it was playing. */
  void seek(double seconds);

  /**
   * Changes to another rendition of the track at the same music. If it cannot be played, the
   * previous one continues and the snapshot has a sentence.
   */
  void select(Rendition rendition);

  /**
   * Changes the rendition in a blind comparison: all changes sound alike, including one to the
   * current rendition, which {@link #select} ignores.
   */
  void selectBlind(Rendition rendition);

  /** Repeats a passage; empty: plays to the end. */
  void loop(Optional<Passage> passage);

  /**
   * Sets the volume, from 0 (silent) to 1.
   *
   * @throws IllegalArgumentException for other values
   */
  void volume(double share);

  /** Sets the gains of a comparison; {@link LevelMatch#OFF} for none. */
  void levels(LevelMatch match);

  /** The current state; cheap to poll. */
  PlayerSnapshot snapshot();

  /** Adds a listener for the lifetime of the player. */
  void listen(Listener listener);

  /** The meter of the audible sound, always the same; empty if the player cannot measure it. */
  Optional<EbuMeter> meter();

  /** Ends its threads and frees its resources, within two seconds. */
  @Override
  void close();

  /** Receives the changes of a player, except those of its position. */
  @FunctionalInterface
  interface Listener {
    /** Called on the player's thread, once for each state, in order. Must return soon. */
    void changed(PlayerSnapshot now);
  }

  /** A passage of music to repeat, in seconds; at least 50 ms. */
  record Passage(double fromSeconds, double toSeconds) {
    private static final double SHORTEST_SECONDS = 0.05;

    /**
     * @throws IllegalArgumentException with a sentence for the user
     */
    public Passage {
      if (!(fromSeconds >= 0 && toSeconds - fromSeconds >= SHORTEST_SECONDS)) {
        throw new IllegalArgumentException(
            "A passage to repeat must begin in the track and last 0.05 s or more.");
      }
    }
  }

  /**
   * Gains that make renditions equally loud, since a louder one is preferred for its level. The
   * quietest is unchanged and the others are attenuated, so nothing clips.
   *
   * @param gainsDb none above 0; a rendition that is not listed has 0
   */
  record LevelMatch(Map<Rendition, Double> gainsDb) {
    /** No gains. */
    public static final LevelMatch OFF = new LevelMatch(Map.of());

    public LevelMatch {
      gainsDb = Map.copyOf(gainsDb);
      if (gainsDb.values().stream().anyMatch(gainDb -> !(gainDb <= 0))) {
        throw new IllegalArgumentException("a gain of a comparison is above 0 dB");
      }
    }

    /**
     * Computes the gains from measured integrated loudness; a rendition without a value (silence)
     * has 0.
     */
    public static LevelMatch of(Map<Rendition, OptionalDouble> integratedLufs) {
      OptionalDouble quietest =
          integratedLufs.values().stream()
              .filter(OptionalDouble::isPresent)
              .mapToDouble(OptionalDouble::getAsDouble)
              .min();
      Map<Rendition, Double> gains = new HashMap<>();
      integratedLufs.forEach((rendition, lufs) ->
          lufs.ifPresent(value -> gains.put(rendition, quietest.orElse(value) - value)));
      return new LevelMatch(gains);
    }

    public double gainDb(Rendition rendition) {
      return gainsDb.getOrDefault(rendition, 0.0);
    }

    /** The gain as a factor. */
    public double gain(Rendition rendition) {
      return Math.pow(10, gainDb(rendition) / 20);
    }
  }
}
