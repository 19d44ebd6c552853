package org.audioprocessor.worker.claim;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.TrackProcessor;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.generation.Generation;
import org.audioprocessor.queue.generation.Generation.State;
import org.audioprocessor.queue.generation.GenerationTry;
import org.audioprocessor.queue.generation.TrackGenerations;

/**
 * Deletes what earlier claims of a track wrote before they ended without a result. The keys stay
 * recorded until they are collected: a put that was on its way may still arrive.
 */
record AbandonedTries(TrackGenerations generations, TrackProcessor processor) {

  /**
   * Deletes the objects of all other tries that no fixed name led to.
   *
   * @param current the try that begins; while its claim holds, no other claim of the track does
   */
  void discardAllBut(GenerationTry current) throws ProcessingException {
    try {
      Set<String> abandoned = new LinkedHashSet<>();
      Set<String> kept = new HashSet<>();
      for (Generation generation : generations.of(current.trackId())) {
        boolean givenUp = generation.state() == State.WRITING && !generation.id().equals(current);
        (givenUp ? abandoned : kept).addAll(generations.keys(generation.id()));
      }
      // tries of one generation share the names of its copies, and a later one was published
      abandoned.removeAll(kept);
      processor.discard(abandoned);
    } catch (QueueException e) {
      throw QueueFailures.of(e);
    }
  }
}
