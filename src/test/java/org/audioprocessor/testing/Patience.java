package org.audioprocessor.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Registered for every test: how long is waited for what will come. It ends when that has come, so
 * being long costs nothing; a machine that stands still for seconds must not fail a test.
 */
public final class Patience implements BeforeAllCallback {
  public static final Duration LONGEST = Duration.ofSeconds(90);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(LONGEST);
  }
}
