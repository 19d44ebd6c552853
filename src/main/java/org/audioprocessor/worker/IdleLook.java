package org.audioprocessor.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.audioprocessor.pipeline.FailureKind;
import org.audioprocessor.pipeline.ProcessingException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the surroundings while there is no work that would tell how they are: a worker that
 * could do nothing must not say that it is ready.
 */
final class IdleLook {
  /** Of no upload; a bucket that is well says that there is no such file. */
  private static final String NO_FILE = "audio-processor-looks-whether-the-bucket-answers";

  private final EnvironmentGate gate;
  private final EnvironmentGate.Probe probe;
  private final InstantSource clock;
  private final Duration pause;
  private final AtomicReference<Instant> due;
  private volatile @Nullable String lastFile;

  /**
   * Looks for the first time when it is first asked to.
   *
   * @param gate is closed if they are not well
   * @param pause between looks
   */
  IdleLook(EnvironmentGate gate, EnvironmentGate.Probe probe, InstantSource clock, Duration pause) {
    this.gate = gate;
    this.probe = probe;
    this.clock = clock;
    this.pause = pause;
    due = new AtomicReference<>(Instant.MIN);
  }

  /** An upload is worked on: there will be its file to look at, and nothing to look at before. */
  void worksOn(String fileName) {
    lastFile = fileName;
    due.set(clock.instant().plus(pause));
  }

  /** Nothing waits. Of several slots that say so one looks. */
  void idles() {
    Instant now = clock.instant();
    Instant planned = due.get();
    if (!now.isBefore(planned) && due.compareAndSet(planned, now.plus(pause))) {
      look();
    }
  }

  private void look() {
    String file = lastFile;
    try {
      probe.check(file == null ? NO_FILE : file);
    } catch (ProcessingException e) {
      if (e.kind().cure() == FailureKind.Cure.WAIT && isBelieved(e, file)) {
        gate.close(e, file == null ? NO_FILE : file);
      }
    }
  }

  /** Some rights let uploads be read but say “denied” to a file that never was. */
  private static boolean isBelieved(ProcessingException failure, @Nullable String file) {
    return file != null || failure.kind() != FailureKind.STORE_DENIED;
  }
}
