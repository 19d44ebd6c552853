package org.audioprocessor.worker.environment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.worker.PeriodicTask;
import org.audioprocessor.worker.Pulse;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.claim.PoolServices;
import org.audioprocessor.worker.source.IdlePace;
import org.jspecify.annotations.Nullable;

/**
 * Probes the environment on its own thread: while the circuit breaker is tripped, until it can
 * resume; otherwise periodically, so that an idle worker reports that it is not ready.
 */
public final class EnvironmentMonitor implements AutoCloseable {
  /** A name that no upload has; a working bucket answers that the file does not exist. */
  private static final String NO_FILE = "audio-processor-probe";

  /** A failing service is noticed within about 20 s: 10 s to the probe, as long for its answer. */
  private static final int POLLS_BETWEEN_PROBES = 5;

  private final Duration answer;
  private final EnvironmentProbe environment;
  private final CircuitBreaker breaker;
  private final InstantSource clock;
  private final Duration poll;
  private final Runnable resumed;
  private volatile @Nullable String lastFile;
  private volatile boolean idle;
  private volatile boolean probed;
  private volatile Instant due = Instant.MIN;
  private @Nullable PeriodicTask thread;

  /**
   * Probes nothing before {@link #start}.
   *
   * @param clock monotonic
   * @param poll interval of an idle pool
   * @param resumed runs when claims are allowed again
   */
  public EnvironmentMonitor(
      PoolServices services,
      InstantSource clock,
      Duration poll,
      Consumer<WorkerEvent> events,
      Runnable resumed) {
    answer = services.pace().answer();
    environment = new EnvironmentProbe(services, answer);
    breaker = new CircuitBreaker(environment, clock, events);
    this.clock = clock;
    this.poll = poll;
    this.resumed = resumed;
  }

  public CircuitBreaker breaker() {
    return breaker;
  }

  /**
   * Starts to probe.
   *
   * @param pulse watches its thread
   */
  public void start(Pulse pulse) {
    thread = PeriodicTask.every(IdlePace.quick(poll), "environment", pulse, this::probeWhatIsDue);
  }

  /** An upload is being processed; its file is the next one to probe. */
  public void worksOn(String fileName) {
    lastFile = fileName;
    idle = false;
    due = clock.instant().plus(pause());
  }

  /** No upload waits. */
  public void idles() {
    idle = true;
  }

  private Duration pause() {
    return IdlePace.shorter(poll.multipliedBy(POLLS_BETWEEN_PROBES), answer);
  }

  /** Whether a probe of database and bucket has succeeded since the start. */
  public boolean hasProbed() {
    return probed;
  }

  private void probeWhatIsDue() {
    if (!breaker.allowsClaims()) {
      if (breaker.probeIfDue()) {
        probed = true;
        resumed.run();
      }
    } else if (!probed || !clock.instant().isBefore(due)) {
      due = clock.instant().plus(pause());
      probe();
      probed |= breaker.allowsClaims();
    }
  }

  private void probe() {
    String file = lastFile;
    ProcessingException before = breaker.unconfirmedFailure();
    try {
      if (idle && before != null) {
        environment.check(before, file == null ? NO_FILE : file);
        breaker.reset();
      } else {
        environment.check(file == null ? NO_FILE : file);
      }
    } catch (ProcessingException e) {
      if (e.kind().cure() == FailureKind.Cure.WAIT && isBelieved(e, file)) {
        breaker.trip(e, file == null ? NO_FILE : file);
      }
    }
  }

  /** Some bucket policies allow reading but answer “denied” for a file that does not exist. */
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
