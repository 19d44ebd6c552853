package org.audioprocessor.worker.claim;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.worker.PeriodicTask;
import org.audioprocessor.worker.Pulse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews every held claim, also while the pool drains; ends last. */
public final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final int CHECKS_A_LEASE = 12;

  private final Set<HeldClaim> held = ConcurrentHashMap.newKeySet();

  /** A second thread detects stale claims while a renewal hangs in the database. */
  private @Nullable PeriodicTask renewing;

  private @Nullable PeriodicTask watching;

  public void start(Duration lease, Pulse pulse) {
    Duration interval = lease.dividedBy(CHECKS_A_LEASE);
    renewing = PeriodicTask.every(interval, "heartbeat", pulse, this::renewDue);
    watching = PeriodicTask.every(interval, "heartbeat-watch", pulse, this::cancelStale);
  }

  public void add(HeldClaim claim) {
    held.add(claim);
  }

  public void remove(HeldClaim claim) {
    held.remove(claim);
  }

  /**
   * Renews every claim now: after a jump of the database's clock, leases may have expired that are
   * young by the monotonic clock.
   */
  public void renewAll() {
    held.forEach(Heartbeat::renew);
  }

  private void renewDue() {
    for (HeldClaim claim : held) {
      if (claim.isDue()) {
        renew(claim);
      }
    }
  }

  private static void renew(HeldClaim claim) {
    try {
      claim.renew();
    } catch (QueueException | RuntimeException e) {
      // repeated at the next check, until the claim is stale
      LOG.warn("{}: could not be renewed: {}", claim.claim().fileName(), e.getMessage());
      LOG.debug("The renewal failed", e);
    }
  }

  private void cancelStale() {
    held.forEach(HeldClaim::cancelIfStale);
  }

  @Override
  public void close() {
    if (renewing != null) {
      renewing.close();
    }
    if (watching != null) {
      watching.close();
    }
  }
}
