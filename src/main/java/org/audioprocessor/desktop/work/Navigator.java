package org.audioprocessor.desktop.work;

/** Shows another screen, for screens that do not know each other. UI thread only. */
@FunctionalInterface
public interface Navigator {
  /** Shows the screen with this id of the list of screens; ignores an unknown id. */
  void go(String screenId);
}
