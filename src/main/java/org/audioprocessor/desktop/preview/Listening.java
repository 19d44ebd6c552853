package org.audioprocessor.desktop.preview;

import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.preview.PlayerSnapshot;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;

/**
 * The state of the player.
 *
 * @param hasTrack whether there is something to play
 * @param plays whether it plays, or will as soon as it can
 * @param moves whether the position changes
 * @param word for the state; empty if the state is visible anyway
 * @param musicSeconds 0 while unknown
 * @param sentence a warning or an error; may be empty
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
