package org.audioprocessor.desktop.work;

/** Shows another screen, for screens that do not know each other. UI thread only. */
@FunctionalInterface
public interface Navigator {
  /** Its id as in the list of screens; one that is not there is not shown. */
  void go(String screenId);
}
