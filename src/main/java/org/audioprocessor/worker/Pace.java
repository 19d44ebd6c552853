package org.audioprocessor.worker;

import java.time.Duration;

/**
 * Intervals of a pool.
 *
 * @param lease time for which a claim is valid; it is renewed three times in that time
 * @param poll interval at which an idle pool searches, with jitter
 * @param lostClaims number of consecutive lost claims after which an upload fails
 * @param answer how long database and bucket may take to answer a probe
 */
public record Pace(Duration lease, Duration poll, int lostClaims, Duration answer) {
  private static final int LOST_CLAIMS = 3;
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** For a worker on a server. */
  public static final Pace STANDARD = new Pace(Duration.ofSeconds(60), Duration.ofSeconds(2));

  Pace(Duration lease, Duration poll) {
    this(lease, poll, LOST_CLAIMS, ANSWER);
  }
}
