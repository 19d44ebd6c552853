package org.audioprocessor.worker;

import java.util.Collection;
import java.util.Optional;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;

/** Where a pool's slots get their work. Safe for use by all of them. */
interface WorkSource {
  /** Empty if there is nothing at the moment. */
  Optional<Claim> next() throws QueueException;

  /** Each claim that was given ends once. */
  void ended(Claim claim, Ending ending);

  /** From now on these are wanted too. */
  void include(Collection<String> uploadIds);

  /** Takes out an upload that has not been claimed; false if it is none of the wanted ones. */
  boolean drop(String uploadId);

  /** Nothing runs and nothing more will come. */
  boolean isOver();
}
