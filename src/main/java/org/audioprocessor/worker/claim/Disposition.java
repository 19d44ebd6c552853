package org.audioprocessor.worker.claim;

/** Whether a pool has to come back to an upload that it ran. */
public enum Disposition {
  OVER,
  /** It waits again, now or after a rest. */
  LATER
}
