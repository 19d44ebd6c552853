package org.audioprocessor.desktop.preview;

import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.preview.PlayerSnapshot;
import org.audioprocessor.preview.PlayerState;

/**
 * What the player does at the moment, in words and numbers.
 *
 * @param hasTrack there is something to play
 * @param plays it plays, or will as soon as it can
 * @param moves the position changes by itself
 * @param word for the state; empty where it can be seen anyway
 * @param musicSeconds 0 while unknown
 * @param sentence what is wrong or less than perfect; empty for nothing
 */
record Listening(
    boolean hasTrack,
    boolean plays,
    boolean moves,
    String word,
    double positionSeconds,
    double musicSeconds,
    String sentence) {

  static final Listening NOTHING = new Listening(false, false, false, "", 0, 0, "");

  static Listening of(PlayerSnapshot now, boolean wantsToPlay) {
    PlayerState state = now.state();
    boolean moves =
        state == PlayerState.PLAYING
            || state == PlayerState.BUFFERING
            || state == PlayerState.LOADING;
    boolean plays =
        state == PlayerState.PLAYING
            || state == PlayerState.BUFFERING
            || (state == PlayerState.LOADING && wantsToPlay);
    return new Listening(
        state != PlayerState.EMPTY && state != PlayerState.CLOSED,
        plays,
        moves,
        word(state),
        now.positionSeconds(),
        now.musicSeconds().orElse(0),
        now.sentence().orElse(""));
  }

  private static String word(PlayerState state) {
    return switch (state) {
      case LOADING, BUFFERING, FAILED, ENDED -> Messages.word("preview.state.", state);
      case EMPTY, PAUSED, PLAYING, CLOSED -> "";
    };
  }
}
