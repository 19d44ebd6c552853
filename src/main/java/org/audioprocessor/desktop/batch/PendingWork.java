package org.audioprocessor.desktop.batch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.audioprocessor.worker.Workload;
import org.jspecify.annotations.Nullable;

/** What is worked on after the pool of now has ended. Nothing that was asked for gets lost. */
final class PendingWork {
  private final Set<String> picked = new LinkedHashSet<>();
  private boolean all;

  void add(Workload more) {
    switch (more) {
      case Workload.These(List<String> uploadIds) -> picked.addAll(uploadIds);
      case Workload.AllThatWait any -> all = true;
      case Workload.UntilStopped never ->
          throw new IllegalArgumentException("a window's batch has an end");
    }
  }

  boolean isEmpty() {
    return !all && picked.isEmpty();
  }

  /** What was picked waits too, so all that waits holds it. Null for nothing; forgets it. */
  @Nullable Workload take() {
    Workload next = all ? new Workload.AllThatWait() : new Workload.These(List.copyOf(picked));
    boolean nothing = isEmpty();
    forget();
    return nothing ? null : next;
  }

  boolean drop(String uploadId) {
    return picked.remove(uploadId);
  }

  void forget() {
    picked.clear();
    all = false;
  }
}
