package org.audioprocessor.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * The servers that could not be tested here: announced at the end of the run, and left in {@code
 * target/skipped-servers.txt} for those who want that to be a failure.
 */
public final class SkippedServers implements TestExecutionListener {
  private static final Set<String> SKIPPED = new ConcurrentSkipListSet<>();

  /** Ends the test as skipped. */
  static void skip(String server, String reason) {
    SKIPPED.add(server + " was not tested: " + reason + ".");
    Assumptions.abort(reason);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    Path list = Path.of(System.getProperty("project.build.directory", "target"));
    try {
      Files.write(list.resolve("skipped-servers.txt"), SKIPPED);
    } catch (IOException e) {
      throw new IllegalStateException("The list of skipped servers could not be written", e);
    }
    SKIPPED.forEach(line -> System.out.println("SKIPPED  " + line));
  }
}
