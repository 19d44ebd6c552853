package org.audioprocessor.worker;

/** Whether a pool has to come back to an upload that it ran. */
enum Ending {
  OVER,
  /** It waits again, now or after a rest. */
  LATER
}
