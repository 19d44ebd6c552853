package org.audioprocessor.testing;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * The servers and encoders that could not be tested here: announced at the end of the run. The
 * servers are left in {@code target/skipped-servers.txt} too, for those who want that to be a
 * failure.
 */
public final class SkippedServers implements TestExecutionListener {
  private static final Set<String> SKIPPED = new ConcurrentSkipListSet<>();
  private static final Set<String> SKIPPED_ENCODERS = new ConcurrentSkipListSet<>();

  /** Ends the test as skipped. */
  static void skip(String server, String reason) {
    SKIPPED.add(server + " was not tested: " + reason + ".");
    Assumptions.abort(reason);
  }

  /** Ends the test of an encoder, which few systems have, as skipped. */
  static void skipEncoder(String encoder, String reason) {
    SKIPPED_ENCODERS.add(encoder + " was not tested: " + reason + ".");
    Assumptions.abort(reason);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    SKIPPED_ENCODERS.forEach(line -> System.out.println("SKIPPED  " + line));
    SKIPPED_ENCODERS.clear();
    List<String> skipped = List.copyOf(SKIPPED);
    skipped.forEach(SKIPPED::remove);
    if (skipped.isEmpty()) {
      return;
    }
    Path target = Path.of(System.getProperty("project.build.directory", "target"));
    try {
      Files.write(target.resolve("skipped-servers.txt"), skipped, CREATE, APPEND);
    } catch (IOException e) {
      throw new IllegalStateException("The list of skipped servers could not be written", e);
    }
    skipped.forEach(line -> System.out.println("SKIPPED  " + line));
  }
}
