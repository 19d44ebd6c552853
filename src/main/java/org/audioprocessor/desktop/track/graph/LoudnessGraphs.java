package org.audioprocessor.desktop.track.graph;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.navigation.LoudnessScan.LoudnessTrace;
import org.jspecify.annotations.Nullable;

/**
 * Measures the loudness of tracks over time, one at a time, and caches the latest results. Waits
 * for the store and the decoders: call it on background threads, any number of them.
 */
public final class LoudnessGraphs {
  /** Each takes at most 16 kB. */
  private static final int CACHED = 32;

  private final Listen listen;
  private final Duration settle;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final Map<Key, LoudnessTrace> cache = new LinkedHashMap<>();

  /** Before or after processing. */
  public enum Side {
    INPUT,
    OUTPUT
  }

  private record Key(String uploadId, int generation, Side side) {}

  /** Measures one whole side of an upload. */
  @FunctionalInterface
  public interface Listen {
    LoudnessTrace to(Subject subject, Side side, BooleanSupplier cancelled)
        throws PlaybackException, InterruptedException;
  }

  /**
   * The upload to measure.
   *
   * @param generation −1 if nothing was published
   * @param sha256 of the processed raw file; null while unknown
   */
  public record Subject(
      String uploadId,
      String fileName,
      int generation,
      @Nullable String sha256,
      @Nullable Double seconds) {}

  /**
   * @param settle how long a track must stay requested before it is read, so that moving through a
   *     list costs nothing
   */
  public LoudnessGraphs(Listen listen, Duration settle) {
    this.listen = listen;
    this.settle = settle;
  }

  /** Delivers the graph as it grows; returns early once cancelled. */
  public void draw(Subject subject, BooleanSupplier cancelled, Consumer<LoudnessGraph> updates) {
    LoudnessGraph graph = LoudnessGraph.BEGUN;
    try {
      if (!isCached(subject)) {
        updates.accept(graph);
        Thread.sleep(settle);
      }
      for (Side side : new Side[] {Side.OUTPUT, Side.INPUT}) {
        if (side == Side.INPUT || subject.generation() >= 0) {
          graph = with(graph, subject, side, cancelled);
          updates.accept(graph);
        }
      }
      updates.accept(graph.ended());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private LoudnessGraph with(
      LoudnessGraph graph, Subject subject, Side side, BooleanSupplier cancelled)
      throws InterruptedException {
    try {
      LoudnessTrace trace = trace(subject, side, cancelled);
      return side == Side.INPUT ? graph.withInput(trace) : graph.withOutput(trace);
    } catch (PlaybackException e) {
      return graph.without(String.valueOf(e.getMessage()));
    }
  }

  private LoudnessTrace trace(Subject subject, Side side, BooleanSupplier cancelled)
      throws PlaybackException, InterruptedException {
    Key key = new Key(subject.uploadId(), subject.generation(), side);
    oneAtATime.lockInterruptibly();
    try {
      LoudnessTrace known = get(key);
      if (known != null) {
        return known;
      }
      if (cancelled.getAsBoolean()) {
        throw new InterruptedException("the graph is no longer requested");
      }
      LoudnessTrace found = listen.to(subject, side, cancelled);
      keep(key, found);
      return found;
    } finally {
      oneAtATime.unlock();
    }
  }

  private boolean isCached(Subject subject) {
    boolean input = get(new Key(subject.uploadId(), subject.generation(), Side.INPUT)) != null;
    boolean output = get(new Key(subject.uploadId(), subject.generation(), Side.OUTPUT)) != null;
    return input && (output || subject.generation() < 0);
  }

  private @Nullable LoudnessTrace get(Key key) {
    synchronized (cache) {
      return cache.get(key);
    }
  }

  private void keep(Key key, LoudnessTrace trace) {
    synchronized (cache) {
      cache.put(key, trace);
      if (cache.size() > CACHED) {
        cache.remove(cache.keySet().iterator().next());
      }
    }
  }

  /**
   * Loudness of input and output over time, as far as it was measured.
   *
   * @param input null while unknown
   * @param output null while unknown
   * @param working whether more data follows
   * @param sentence why data is missing; may be empty
   */
  public record LoudnessGraph(
      @Nullable LoudnessTrace input,
      @Nullable LoudnessTrace output,
      boolean working,
      String sentence) {
    public static final LoudnessGraph NONE = new LoudnessGraph(null, null, false, "");

    static final LoudnessGraph BEGUN = new LoudnessGraph(null, null, true, "");

    LoudnessGraph withInput(LoudnessTrace trace) {
      return new LoudnessGraph(trace, output, working, sentence);
    }

    LoudnessGraph withOutput(LoudnessTrace trace) {
      return new LoudnessGraph(input, trace, working, sentence);
    }

    LoudnessGraph without(String reason) {
      return new LoudnessGraph(input, output, working, (sentence + " " + reason).strip());
    }

    LoudnessGraph ended() {
      return new LoudnessGraph(input, output, false, sentence);
    }

    boolean isEmpty() {
      return (input == null || input.points() == 0) && (output == null || output.points() == 0);
    }
  }
}
