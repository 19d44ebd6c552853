package org.audioprocessor.queue.claim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer.Claimed;
import org.audioprocessor.queue.ClaimAnswer.Reason;
import org.audioprocessor.queue.ClaimAnswer.Refused;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.jdbc.Sql;
import org.audioprocessor.queue.jdbc.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * Finds and claims a waiting upload. Only one thread of the process searches at a time and leaves
 * its remaining candidates to the other threads, because a search without an index reads the whole
 * table.
 */
public final class ClaimSearch {
  private static final int CANDIDATES = 64;

  /** Older candidates are probably claimed, or no longer the oldest. */
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final Transactions transactions;
  private final Claims claims;
  private final InstantSource clock;
  private final ReentrantLock searchLock = new ReentrantLock();
  private final Deque<Upload> leftOver = new ArrayDeque<>();
  private Instant keptUntil = Instant.MIN;

  public ClaimSearch(Transactions transactions, Claims claims, InstantSource clock) {
    this.transactions = transactions;
    this.claims = claims;
    this.clock = clock;
  }

  /** Claims an upload. Returns empty only after a search by this call. */
  public Optional<Claim> next(String owner, Duration lease) throws QueueException {
    while (true) {
      Upload candidate = nextLeftOver();
      if (candidate == null) {
        break;
      }
      if (claims.candidate(candidate, owner, lease) instanceof Claimed claimed) {
        return Optional.of(claimed.claim());
      }
    }
    searchLock.lock();
    try {
      Upload foundByAnother = nextLeftOver();
      if (foundByAnother != null
          && claims.candidate(foundByAnother, owner, lease) instanceof Claimed claimed) {
        return Optional.of(claimed.claim());
      }
      return search(owner, lease);
    } finally {
      searchLock.unlock();
    }
  }

  private Optional<Claim> search(String owner, Duration lease) throws QueueException {
    Set<String> busyTracks = new HashSet<>();
    int passedOver = 0;
    while (true) {
      Deque<Upload> candidates = new ArrayDeque<>(candidates(passedOver));
      boolean last = candidates.size() < CANDIDATES;
      while (!candidates.isEmpty()) {
        Upload candidate = candidates.remove();
        if (busyTracks.contains(candidate.trackId())) {
          passedOver++;
          continue;
        }
        switch (claims.candidate(candidate, owner, lease)) {
          case Claimed claimed -> {
            keepForOthers(candidates);
            return Optional.of(claimed.claim());
          }
          case Refused refused -> {
            if (refused.reason() == Reason.TRACK_BUSY) {
              busyTracks.add(candidate.trackId());
            }
            passedOver += staysInTheWay(refused.status()) ? 1 : 0;
          }
        }
      }
      if (last) {
        return Optional.empty();
      }
    }
  }

  /**
   * Returns true for rows that the next query returns again: also a status that equals waiting only
   * by the database's collation.
   */
  private static boolean staysInTheWay(UploadStatus status) {
    return status == UploadStatus.WAITING || status == UploadStatus.OTHER;
  }

  /** Shuffled, so that concurrent workers do not compete for the same upload. */
  private List<Upload> candidates(int passedOver) throws QueueException {
    List<Upload> found =
        new ArrayList<>(
            transactions.read(session ->
                session.list(Sql.CANDIDATES, Locks::readCandidate, CANDIDATES, passedOver)));
    Collections.shuffle(found);
    return found;
  }

  private void keepForOthers(Deque<Upload> candidates) {
    synchronized (leftOver) {
      leftOver.clear();
      leftOver.addAll(candidates);
      keptUntil = clock.instant().plus(KEPT);
    }
  }

  private @Nullable Upload nextLeftOver() {
    synchronized (leftOver) {
      if (clock.instant().isAfter(keptUntil)) {
        leftOver.clear();
      }
      return leftOver.poll();
    }
  }
}
