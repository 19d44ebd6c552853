package org.audioprocessor.worker;

import java.util.List;

/** The uploads that a pool processes. */
public sealed interface Workload {
  /** All uploads, until the pool is stopped. */
  record UntilStopped() implements Workload {}

  /** All waiting uploads; ends when none waits. Waits for the retries of failures of this pool. */
  record AllThatWait() implements Workload {}

  /** These uploads; ends when each has an outcome or was refused. */
  record These(List<String> uploadIds) implements Workload {
    public These {
      uploadIds = List.copyOf(uploadIds);
    }
  }
}
