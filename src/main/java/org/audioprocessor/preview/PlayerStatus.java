package org.audioprocessor.preview;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshot of a player. One thread changes it by permitted transitions; any thread reads it.
 * Listeners receive all changes except those of the position.
 */
public final class PlayerStatus {
  private static final Logger LOG = LoggerFactory.getLogger(PlayerStatus.class);

  private final List<Player.Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile PlayerSnapshot now = PlayerSnapshot.EMPTY;

  public PlayerSnapshot snapshot() {
    return now;
  }

  public PlayerState state() {
    return now.state();
  }

  public void listen(Player.Listener listener) {
    listeners.add(listener);
  }

  /**
   * Replaces the snapshot.
   *
   * @throws IllegalStateException if the transition is not permitted
   */
  public void update(UnaryOperator<PlayerSnapshot> change) {
    PlayerSnapshot before = now;
    PlayerSnapshot after = change.apply(before);
    if (after.state() != before.state() && !before.state().canBecome(after.state())) {
      throw new IllegalStateException(
          "a player that is " + before.state() + " cannot become " + after.state());
    }
    now = after;
    if (!after.withPosition(0).equals(before.withPosition(0))) {
      listeners.forEach(listener -> tell(listener, after));
    }
  }

  /** Moves to a state. */
  public void become(PlayerState state) {
    update(snapshot -> snapshot.withState(state));
  }

  /** A listener that fails must not stop the sound. */
  private static void tell(Player.Listener listener, PlayerSnapshot after) {
    try {
      listener.changed(after);
    } catch (RuntimeException e) {
      LOG.error("a listener of the player failed", e);
    }
  }
}
