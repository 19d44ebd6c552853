package org.audioprocessor;

/** Where whatever touches strangers' bytes runs. */
public enum Isolation {
  /** In child processes: a file that crashes its decoder fails one track. */
  CHILD,
  /** In this process. */
  IN_PROCESS
}
