package org.audioprocessor.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Registered for every test: how long is waited for what will come. It ends when that has come, so
 * being long costs nothing; a machine that stands still for seconds must not fail a test. It is
 * looked for often: Awaitility's own 100 ms are waited also where the answer is there at once.
 */
public final class Patience implements BeforeAllCallback {
  public static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration OFTEN = Duration.ofMillis(20);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(LONGEST);
    Awaitility.setDefaultPollInterval(OFTEN);
    Awaitility.setDefaultPollDelay(OFTEN);
  }
}
