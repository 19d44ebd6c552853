package org.audioprocessor.worker.claim;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.audioprocessor.process.GenerationLog;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.TrackProcessor;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.generation.Generation;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.generation.Generation.State;
import org.audioprocessor.queue.generation.TrackGenerations;

/** Records in the queue what one claim writes; each step requires that the claim is still held. */
final class ClaimLog implements GenerationLog {
  private final TrackGenerations generations;
  private final HeldClaim held;

  /** Replaced on the thread of the run before it writes. */
  private volatile GenerationTry id;

  ClaimLog(TrackGenerations generations, HeldClaim held, GenerationTry id) {
    this.generations = generations;
    this.held = held;
    this.id = id;
  }

  private interface Step {
    boolean run() throws QueueException;
  }

  /**
   * Deletes the objects of all other tries that were not published. Their keys stay recorded until
   * they are collected, since a request of a dead worker may still arrive.
   *
   * @param current the try that begins; while its claim holds, no other claim of the track does
   */
  static void discardAbandoned(
      TrackGenerations generations, TrackProcessor processor, GenerationTry current)
      throws ProcessingException {
    try {
      Set<String> abandoned = new LinkedHashSet<>();
      Set<String> kept = new HashSet<>();
      for (Generation generation : generations.of(current.trackId())) {
        boolean unpublished = generation.state() == State.WRITING;
        boolean discard = unpublished && !generation.id().equals(current);
        (discard ? abandoned : kept).addAll(generations.keys(generation.id()));
      }
      // tries of one generation share the names of its copies, and a later one was published
      abandoned.removeAll(kept);
      processor.discard(abandoned);
    } catch (QueueException e) {
      throw QueueFailures.of(e);
    }
  }

  @Override
  public void willWrite(List<String> keys) throws ProcessingException {
    require(() -> generations.record(held.claim(), id, keys));
  }

  /** A try whose switch began may have left fixed names, which are not generation 0. */
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

  /** Tries that wrote no fixed name are skipped; the published one ends the search. */
  @Override
  public Optional<Unfinished> unfinished() throws ProcessingException {
    if (id.generation() == 1) {
      // the try after an interrupted switch has the next number, so generation 1 follows none
      return Optional.empty();
    }
    try {
      for (Generation generation : generations.of(id.trackId())) {
        GenerationTry one = generation.id();
        if (generation.state() == State.SWITCHING && generation.replacedAt() == null) {
          List<String> keys = generations.keys(one);
          return Optional.of(new Unfinished(one.generation(), one.tryNumber(), keys));
        }
        if (generation.state() != State.WRITING) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    } catch (QueueException e) {
      throw QueueFailures.of(e);
    }
  }

  @Override
  public void resume(int generation, int tryNumber) throws ProcessingException {
    held.beginPublication();
    GenerationTry earlier = new GenerationTry(id.trackId(), generation, tryNumber);
    require(() -> generations.resume(held.claim(), id, earlier));
    id = earlier;
  }

  @Override
  public void willSwitch() throws ProcessingException {
    held.beginPublication();
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
