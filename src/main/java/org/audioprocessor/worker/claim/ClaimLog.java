package org.audioprocessor.worker.claim;

import java.util.List;
import org.audioprocessor.process.GenerationLog;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.generation.Generation.State;
import org.audioprocessor.queue.generation.GenerationTry;
import org.audioprocessor.queue.generation.TrackGenerations;

/** What one claim writes is remembered by the queue, and only while the claim holds. */
record ClaimLog(TrackGenerations generations, HeldClaim held, GenerationTry id)
    implements GenerationLog {

  private interface Step {
    boolean run() throws QueueException;
  }

  @Override
  public void willWrite(List<String> keys) throws ProcessingException {
    require(() -> generations.record(held.claim(), id, keys));
  }

  /** A try whose switch began may have left names of ours: they are nobody's generation 0. */
  @Override
  public boolean isFirst() throws ProcessingException {
    try {
      return generations.of(held.claim().trackId()).stream()
          .allMatch(generation -> generation.state() == State.WRITING);
    } catch (QueueException e) {
      throw QueueFailures.of(e);
    }
  }

  @Override
  public void adopt(List<String> keys) throws ProcessingException {
    require(() -> generations.adopt(held.claim(), keys));
  }

  @Override
  public void willSwitch() throws ProcessingException {
    held.beginSwitch();
    require(() -> generations.startSwitch(held.claim(), id));
  }

  private static void require(Step step) throws ProcessingException {
    try {
      if (!step.run()) {
        throw QueueFailures.lost();
      }
    } catch (QueueException e) {
      throw QueueFailures.of(e);
    }
  }
}
