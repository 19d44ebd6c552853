package org.audioprocessor.worker.environment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.worker.PeriodicTask;
import org.audioprocessor.worker.Pulse;
import org.jspecify.annotations.Nullable;

/**
 * Probes the environment on a thread of its own: until a closed gate may open, and otherwise from
 * time to time, so that a worker that could do nothing does not say that it is ready.
 */
public final class EnvironmentMonitor implements AutoCloseable {
  /** No upload has this name; a bucket that is well answers that there is no such file. */
  private static final String NO_FILE = "audio-processor-looks-whether-the-bucket-answers";

  private final CircuitBreaker breaker;
  private final EnvironmentProbe environment;
  private final InstantSource clock;
  private final Duration pause;
  private final Runnable opened;
  private volatile @Nullable String lastFile;
  private volatile boolean idle;
  private volatile Instant due = Instant.MIN;
  private @Nullable PeriodicTask thread;

  /**
   * Probes nothing before {@link #start}.
   *
   * @param pause between two probes of an open gate
   * @param opened is called when the gate opens
   */
  public EnvironmentMonitor(
      CircuitBreaker breaker,
      EnvironmentProbe environment,
      InstantSource clock,
      Duration pause,
      Runnable opened) {
    this.breaker = breaker;
    this.environment = environment;
    this.clock = clock;
    this.pause = pause;
    this.opened = opened;
  }

  /**
   * Begins to probe.
   *
   * @param tick between two looks at what is due
   * @param pulse watches its thread
   */
  public void start(Duration tick, Pulse pulse) {
    thread = PeriodicTask.every(tick, "environment", pulse, this::look);
  }

  /** An upload is processed: its file is the next one to probe. */
  public void worksOn(String fileName) {
    lastFile = fileName;
    idle = false;
    due = clock.instant().plus(pause);
  }

  /** Nothing waits. */
  public void idles() {
    idle = true;
  }

  private void look() {
    if (!breaker.isOpen()) {
      if (breaker.passes()) {
        opened.run();
      }
    } else if (!clock.instant().isBefore(due)) {
      due = clock.instant().plus(pause);
      probe();
    }
  }

  private void probe() {
    String file = lastFile;
    ProcessingException before = breaker.unconfirmed();
    try {
      if (idle && before != null) {
        environment.check(before, file == null ? NO_FILE : file);
        breaker.worked();
      } else {
        environment.check(file == null ? NO_FILE : file);
      }
    } catch (ProcessingException e) {
      if (e.kind().cure() == FailureKind.Cure.WAIT && isBelieved(e, file)) {
        breaker.close(e, file == null ? NO_FILE : file);
      }
    }
  }

  /** Some policies let uploads be read but answer “denied” about a file that never was. */
  private static boolean isBelieved(ProcessingException failure, @Nullable String file) {
    return file != null || failure.kind() != FailureKind.STORE_DENIED;
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.close();
    }
  }
}
