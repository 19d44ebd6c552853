package org.audioprocessor.testing;

import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Registered for every test: after it, no native memory may be owned. */
public final class NativeOwnersAreFreed implements AfterEachCallback {
  /** Only the test that leaked fails, not every one after it. */
  private static int leakedBefore;

  @Override
  public void afterEach(ExtensionContext context) {
    requireNoneLive();
  }

  static synchronized void requireNoneLive() {
    int leaked = NativeOwner.live() - leakedBefore;
    if (leaked != 0) {
      leakedBefore += leaked;
      throw new AssertionError(leaked + " native owners more than before were left open");
    }
  }
}
