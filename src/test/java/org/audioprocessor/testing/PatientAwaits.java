package org.audioprocessor.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Waits for what must come go on as long as a busy machine may need; they end as soon as it is
 * there. What must come within a time says so itself.
 */
public final class PatientAwaits implements TestExecutionListener {
  @Override
  public void testPlanExecutionStarted(TestPlan testPlan) {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }
}
