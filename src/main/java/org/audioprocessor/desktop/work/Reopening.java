package org.audioprocessor.desktop.work;

import org.jspecify.annotations.Nullable;

/** Connects the window anew without ending the program. UI thread only. */
@FunctionalInterface
public interface Reopening {
  /**
   * Asks first where work is running or listeners would hear what is done; when the new connection
   * cannot be opened, the one before stays.
   *
   * @param connection the name of a saved one, kept as the choice; null: as the settings say now
   */
  void reopen(@Nullable String connection);
}
