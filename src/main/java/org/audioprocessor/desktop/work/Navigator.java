package org.audioprocessor.desktop.work;

import org.jspecify.annotations.Nullable;

/** Shows another screen, for screens that do not know each other. UI thread only. */
@FunctionalInterface
public interface Navigator {
  /** Shows the screen with this id of the list of screens; ignores an unknown id. */
  void go(String screenId);

  /** Connects the window to another connection without a restart. UI thread only. */
  @FunctionalInterface
  interface Reopening {
    /**
     * Reconnects after confirmation, if work is running or listeners are affected; if the new
     * connection cannot be opened, the current one stays.
     *
     * @param connection the name of a saved connection, which becomes the choice; null for the one
     *     in the settings
     */
    void reopen(@Nullable String connection);
  }
}
