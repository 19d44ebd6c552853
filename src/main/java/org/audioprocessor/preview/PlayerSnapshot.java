package org.audioprocessor.preview;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The state of a player at one time.
 *
 * @param positionSeconds audible position in the music
 * @param musicSeconds duration of the track, once it is known
 * @param chosen the selected rendition
 * @param heard the audible rendition; it follows the selected one when its sound is ready
 * @param sentence reason of a failure or a limitation, for the user
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

  /** An empty text removes the sentence. */
  public PlayerSnapshot withSentence(String text) {
    Optional<String> said = text.isEmpty() ? Optional.empty() : Optional.of(text);
    return new PlayerSnapshot(state, positionSeconds, musicSeconds, chosen, heard, said);
  }

  /** The states of a player. */
  public enum PlayerState {
    /** There is no track. */
    EMPTY,
    /** The first sound of a track or of a new position is being decoded. */
    LOADING,
    /** Ready to play from its position. */
    PAUSED,
    PLAYING,
    /** Playing, but the next sound is not decoded yet. */
    BUFFERING,
    /** The last sample was played. */
    ENDED,
    /** Stopped by a failure, which the snapshot describes. Play, seek and select retry. */
    FAILED,
    CLOSED;

    /** Whether the player works without a new request. */
    public boolean isBusy() {
      return this == LOADING || this == PLAYING || this == BUFFERING;
    }

    /** Whether this transition is permitted. */
    public boolean canBecome(PlayerState next) {
      return next == CLOSED ? this != CLOSED : following().contains(next);
    }

    private Set<PlayerState> following() {
      return switch (this) {
        case EMPTY -> EnumSet.of(LOADING);
        case LOADING -> EnumSet.of(PAUSED, PLAYING, ENDED, FAILED);
        case PAUSED -> EnumSet.of(LOADING, PLAYING, FAILED);
        case PLAYING -> EnumSet.of(LOADING, PAUSED, BUFFERING, ENDED, FAILED);
        case BUFFERING -> EnumSet.of(LOADING, PAUSED, PLAYING, ENDED, FAILED);
        case ENDED, FAILED -> EnumSet.of(LOADING);
        case CLOSED -> EnumSet.noneOf(PlayerState.class);
      };
    }
  }
}
