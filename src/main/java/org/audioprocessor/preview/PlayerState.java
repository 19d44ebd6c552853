package org.audioprocessor.preview;

import java.util.EnumSet;
import java.util.Set;

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
