package org.audioprocessor.preview;

import java.util.EnumSet;
import java.util.Set;

/** What a player is doing. */
public enum PlayerState {
  /** There is no track. */
  EMPTY,
  /** The first sound of a track, or of a place in it, is on its way; nothing was heard yet. */
  LOADING,
  /** Ready to play from its position. */
  PAUSED,
  PLAYING,
  /** Would play, but the next sound has not arrived. */
  BUFFERING,
  /** The last sample was heard. */
  ENDED,
  /** Cannot go on; the snapshot says why. Playing, seeking or another rendition tries again. */
  FAILED,
  CLOSED;

  /** Whether a player may go there from here. */
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
