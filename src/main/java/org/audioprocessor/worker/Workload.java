package org.audioprocessor.worker;

import java.util.List;

/** What a pool is to do. */
public sealed interface Workload {
  /** Whatever comes, until told to stop. */
  record UntilStopped() implements Workload {}

  /** Whatever waits; ends when nothing does. What rests after a try of this pool is waited for. */
  record AllThatWait() implements Workload {}

  /** These uploads; ends when each has an outcome or was refused. */
  record These(List<String> uploadIds) implements Workload {
    public These {
      uploadIds = List.copyOf(uploadIds);
    }
  }
}
