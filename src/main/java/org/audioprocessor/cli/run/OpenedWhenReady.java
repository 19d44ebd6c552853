package org.audioprocessor.cli.run;

import java.time.Duration;
import java.util.function.Consumer;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the application of a worker, which may start before its database. */
public final class OpenedWhenReady {
  private static final Logger LOG = LoggerFactory.getLogger(OpenedWhenReady.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** The worker begins within 15 s after the database becomes reachable. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final Termination termination;
  private String logged = "";

  /**
   * Retries until it succeeds.
   *
   * @param termination ends the retries
   */
  public OpenedWhenReady(Termination termination) {
    this.termination = termination;
  }

  /**
   * Opens the application, with a back-off between the tries.
   *
   * @param waits receives the reason of each failed try
   * @return null if the process was asked to end
   * @throws StartupException if retrying does not help, such as for an invalid setting
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

  /** A worker waits for the workspace's own database without a time limit. */
  private boolean goesOn(String reason, Consumer<String> waits) {
    waits.accept(reason);
    if (!reason.equals(logged)) {
      logged = reason;
      LOG.info("{}", reason);
    }
    return !termination.isAsked();
  }
}
