package org.audioprocessor.worker;

import java.time.Duration;

/**
 * How often a pool looks for work, and when it takes another worker for dead.
 *
 * @param lease how long a claim lives without a heartbeat; the heart beats three times in it
 * @param poll how often an idle pool looks for work, with jitter
 * @param lostClaims an upload fails when so many workers running died with it
 */
public record Pace(Duration lease, Duration poll, int lostClaims) {
  private static final int LOST_CLAIMS = 3;

  /** For a worker on a server. */
  public static final Pace STANDARD =
      new Pace(Duration.ofSeconds(60), Duration.ofSeconds(2), LOST_CLAIMS);

  Pace(Duration lease, Duration poll) {
    this(lease, poll, LOST_CLAIMS);
  }
}
