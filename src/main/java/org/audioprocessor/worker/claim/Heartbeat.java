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

/** Renews every held claim, also while the pool drains; it is the last to end. */
public final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final int LOOKS_A_LEASE = 12;

  private final Set<HeldClaim> held = ConcurrentHashMap.newKeySet();

  /** Two threads: a database that hangs must not keep a stale claim at work. */
  private @Nullable PeriodicTask renewing;

  private @Nullable PeriodicTask watching;

  public void start(Duration lease, Pulse pulse) {
    Duration look = lease.dividedBy(LOOKS_A_LEASE);
    renewing = PeriodicTask.every(look, "heartbeat", pulse, this::renewDue);
    watching = PeriodicTask.every(look, "heartbeat-watch", pulse, this::giveUpStale);
  }

  public void add(HeldClaim claim) {
    held.add(claim);
  }

  public void remove(HeldClaim claim) {
    held.remove(claim);
  }

  /**
   * Renews every claim now: the database's clock may have jumped, so that leases have ended which
   * are young by this machine's.
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
      // asked again at the next look, until the claim is stale
      LOG.warn("{}: could not be renewed: {}", claim.claim().fileName(), e.getMessage());
      LOG.debug("The renewal failed", e);
    }
  }

  private void giveUpStale() {
    held.forEach(HeldClaim::giveUpWhenStale);
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
