package org.audioprocessor.cli.log;

import java.util.Arrays;
import org.audioprocessor.settings.EnvironmentNames;

/** How much is logged: a worker's log is read by operators, other commands have a person there. */
public final class LogLevel {
  /** Read by {@link LogConfiguration} when the first logger is made. */
  static final String NAME = EnvironmentNames.LOG_LEVEL;

  private LogLevel() {}

  /** Must run before anything logs; what the environment says goes first. */
  public static void choose(String... args) {
    boolean worker = Arrays.asList(args).contains("worker");
    if (worker && System.getenv(NAME) == null && System.getProperty(NAME) == null) {
      System.setProperty(NAME, "INFO");
    }
  }
}
