package org.audioprocessor.intake;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.generation.Generation;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.generation.TrackGenerations;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;

/**
 * Deletes the objects of replaced generations and of abandoned tries. Uses the recorded keys, so no
 * listing is needed. The next run continues an interrupted one.
 */
public final class CollectGenerations {
  public static final Duration DEFAULT_GRACE = Duration.ofDays(7);

  /** Players and caches keep segments for up to a day. */
  public static final Duration SHORTEST_GRACE = Duration.ofHours(24);

  private static final int BATCH = 64;

  private final TrackGenerations generations;
  private final ObjectStore store;
  private final Duration grace;
  private final Runnable pace;

  /**
   * @param grace time for which a replaced generation can still be played and rolled back to
   * @param pace called after each deleted object
   * @throws IllegalArgumentException if the grace is shorter than 24 h
   */
  public CollectGenerations(UploadQueue queue, ObjectStore store, Duration grace, Runnable pace) {
    if (grace.compareTo(SHORTEST_GRACE) < 0) {
      throw new IllegalArgumentException(
          "Old generations are kept for at least 24 hours, not " + grace);
    }
    generations = queue.generations();
    this.store = store;
    this.grace = grace;
    this.pace = pace;
  }

  /** Numbers of collected tries and deleted objects. */
  public record Collected(int tries, int objects) {
    Collected plus(int moreObjects) {
      return new Collected(tries + 1, objects + moreObjects);
    }
  }

  /** Collects all generations and tries whose grace period is over. */
  public Collected run() throws IntakeException {
    try {
      Collected collected = new Collected(0, 0);
      int before;
      do {
        before = collected.tries();
        for (GenerationTry old : batch()) {
          if (Thread.currentThread().isInterrupted()) {
            return collected;
          }
          if (!isNeededLater(old) && generations.startCollecting(old, grace)) {
            collected = collected.plus(delete(old));
          }
        }
      } while (collected.tries() > before);
      return collected;
    } catch (StorageException e) {
      throw IntakeException.of(e);
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }

  /** Returns the last try of a generation first: earlier ones wait for it. */
  private List<GenerationTry> batch() throws QueueException {
    return generations.collectable(grace, BATCH).stream()
        .sorted(Comparator.comparingInt(GenerationTry::tryNumber).reversed())
        .toList();
  }

  /** Returns true if a later try of the same generation may still write shared keys. */
  private boolean isNeededLater(GenerationTry old) throws QueueException {
    return siblings(old).stream()
        .anyMatch(one ->
            one.id().tryNumber() > old.tryNumber() && one.state() == Generation.State.WRITING);
  }

  private int delete(GenerationTry old) throws QueueException, StorageException {
    Set<String> shared = new HashSet<>();
    for (Generation sibling : siblings(old)) {
      shared.addAll(generations.keys(sibling.id()));
    }
    int deleted = 0;
    for (String key : new HashSet<>(generations.keys(old))) {
      if (!shared.contains(key)) {
        store.delete(key);
        deleted++;
        pace.run();
      }
    }
    generations.forget(old);
    return deleted;
  }

  /** Returns the other tries of the generation, which share the keys of copies for rollbacks. */
  private List<Generation> siblings(GenerationTry old) throws QueueException {
    return generations.of(old.trackId()).stream()
        .filter(one -> one.id().generation() == old.generation())
        .filter(one -> one.id().tryNumber() != old.tryNumber())
        .toList();
  }
}
