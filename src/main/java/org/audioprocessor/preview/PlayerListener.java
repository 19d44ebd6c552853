package org.audioprocessor.preview;

/** Hears of what changes in a player, other than its position. */
@FunctionalInterface
public interface PlayerListener {
  /** On the player's own thread; return soon. Each state is told once, in order. */
  void changed(PlayerSnapshot now);
}
