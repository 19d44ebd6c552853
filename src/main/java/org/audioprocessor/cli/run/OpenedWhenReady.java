package org.audioprocessor.cli.run;

import java.time.Duration;
import java.util.function.Consumer;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the parts of a worker that may be started before its database is. */
public final class OpenedWhenReady {
  private static final Logger LOG = LoggerFactory.getLogger(OpenedWhenReady.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** Work begins within 15 s of the database's being there. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final Termination termination;
  private String logged = "";

  /**
   * Opens until it works.
   *
   * @param termination ends the waiting
   */
  public OpenedWhenReady(Termination termination) {
    this.termination = termination;
  }

  /**
   * Tries until it works.
   *
   * @param waits hears why it does not work yet
   * @return null if the process was asked to end before
   * @throws StartupException if it cannot work before somebody changes something
   */
  @Nullable
  public Application open(ApplicationOptions options, Consumer<String> waits)
      throws StartupException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return Application.open(options, reason -> goesOn(reason, waits));
      } catch (StartupException e) {
        if (!e.isWorthWaiting()) {
          throw e;
        }
        LOG.warn("Not ready yet: {}", e.getMessage());
        waits.accept(String.valueOf(e.getMessage()));
      }
      if (termination.isAskedWithin(pause)) {
        return null;
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  /** A worker has no person before it: it waits for its own database without end. */
  private boolean goesOn(String reason, Consumer<String> waits) {
    waits.accept(reason);
    if (!reason.equals(logged)) {
      logged = reason;
      LOG.info("{}", reason);
    }
    return !termination.isAsked();
  }
}
