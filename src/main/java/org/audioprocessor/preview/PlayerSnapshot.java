package org.audioprocessor.preview;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A player at one moment.
 *
 * @param positionSeconds the music that is audible now
 * @param musicSeconds how long the track is, once that is known
 * @param chosen the rendition that was asked for
 * @param heard the rendition that is audible now; it follows the chosen one as soon as its sound is
 *     at hand
 * @param sentence why it failed, or what is less than perfect; for people
 */
public record PlayerSnapshot(
    PlayerState state,
    double positionSeconds,
    OptionalDouble musicSeconds,
    Optional<Rendition> chosen,
    Optional<Rendition> heard,
    Optional<String> sentence) {

  /** A player without a track. */
  public static final PlayerSnapshot EMPTY =
      new PlayerSnapshot(
          PlayerState.EMPTY,
          0,
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public PlayerSnapshot withState(PlayerState now) {
    return new PlayerSnapshot(now, positionSeconds, musicSeconds, chosen, heard, sentence);
  }

  public PlayerSnapshot withPosition(double seconds) {
    return new PlayerSnapshot(state, seconds, musicSeconds, chosen, heard, sentence);
  }

  public PlayerSnapshot withMusicSeconds(OptionalDouble seconds) {
    return new PlayerSnapshot(state, positionSeconds, seconds, chosen, heard, sentence);
  }

  public PlayerSnapshot withChosen(Rendition rendition) {
    return new PlayerSnapshot(
        state, positionSeconds, musicSeconds, Optional.of(rendition), heard, sentence);
  }

  public PlayerSnapshot withHeard(Optional<Rendition> rendition) {
    return new PlayerSnapshot(state, positionSeconds, musicSeconds, chosen, rendition, sentence);
  }

  /** An empty text takes the sentence away. */
  public PlayerSnapshot withSentence(String text) {
    Optional<String> said = text.isEmpty() ? Optional.empty() : Optional.of(text);
    return new PlayerSnapshot(state, positionSeconds, musicSeconds, chosen, heard, said);
  }
}
