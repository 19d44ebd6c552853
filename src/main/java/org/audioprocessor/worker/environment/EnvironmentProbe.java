package org.audioprocessor.worker.environment;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.worker.claim.PoolServices;
import org.jspecify.annotations.Nullable;

/**
 * Probes database, bucket and disk. A probe without an answer within some seconds counts as failed;
 * the clients themselves wait for minutes.
 */
public final class EnvironmentProbe implements CircuitBreaker.Probe {
  /** Each unanswered probe holds a connection until its client times out. */
  private static final int MOST_UNANSWERED = 3;

  /** A slow local disk slows all other work too, so a pause would not help. */
  private static final int LOCAL_FACTOR = 6;

  private static final String CHECK_NETWORK = "Check the network.";
  private static final String CHECK_DISK = "Its disk is overloaded or was removed: check it.";

  private final PoolServices services;
  private final Service database;
  private final Service bucket;

  /**
   * Probes nothing yet.
   *
   * @param patience how long a service may take to answer; a workspace's own database and folder
   *     may take six times as long
   */
  public EnvironmentProbe(PoolServices services, Duration patience) {
    this.services = services;
    Duration local = patience.multipliedBy(LOCAL_FACTOR);
    database =
        services.queue().isEmbedded()
            ? new Service(FailureKind.DATABASE_AWAY, "The workspace's database", CHECK_DISK, local)
            : new Service(FailureKind.DATABASE_AWAY, "The database", CHECK_NETWORK, patience);
    bucket =
        services.rawFiles().areLocal()
            ? new Service(FailureKind.STORE_AWAY, "The workspace's folder", CHECK_DISK, local)
            : new Service(FailureKind.STORE_AWAY, "The bucket", CHECK_NETWORK, patience);
  }

  private interface Request {
    void send() throws ProcessingException;
  }

  private static final class Service {
    private final FailureKind away;
    private final String name;
    private final String advice;
    private final Duration patience;
    private final Semaphore permits = new Semaphore(MOST_UNANSWERED);

    Service(FailureKind away, String name, String advice, Duration patience) {
      this.away = away;
      this.name = name;
      this.advice = advice;
      this.patience = patience;
    }

    /** Sends the request on a new thread, so that a hung client blocks only that thread. */
    void send(Request request) throws ProcessingException {
      if (!permits.tryAcquire()) {
        throw unanswered();
      }
      FutureTask<Boolean> answer =
          new FutureTask<>(() -> {
            try {
              request.send();
              return true;
            } finally {
              permits.release();
            }
          });
      start(answer);
      try {
        answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw unanswered();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unanswered();
      } catch (ExecutionException e) {
        throw failure(e.getCause());
      }
    }

    private void start(FutureTask<Boolean> answer) {
      boolean started = false;
      try {
        Thread.ofPlatform().name("environment-probe").daemon().start(answer);
        started = true;
      } finally {
        if (!started) {
          permits.release();
        }
      }
    }

    private ProcessingException unanswered() {
      return new ProcessingException(
          away,
          name
              + " did not answer within "
              + patience.toSeconds()
              + " seconds. "
              + advice
              + " Work goes on by itself.");
    }

    private ProcessingException failure(@Nullable Throwable cause) {
      return switch (cause) {
        case ProcessingException known -> known;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException("the probe failed: " + name, cause);
      };
    }
  }

  /** Probes the database, and the store and the disk for this file. */
  void check(@Nullable String fileName) throws ProcessingException {
    database.send(this::readDatabase);
    if (fileName != null) {
      bucket.send(() -> services.processor().probe(fileName));
    }
  }

  /** Probes likewise, and probes writing if the failure may have been in writing. */
  @Override
  public void check(ProcessingException why, @Nullable String fileName) throws ProcessingException {
    check(fileName);
    switch (why.kind()) {
      case DATABASE_AWAY -> database.send(this::writeDatabase);
      case STORE_AWAY, STORE_DENIED, CREDENTIALS_REFUSED, DISK_FULL ->
          bucket.send(() -> services.processor().probeWriting());
      default -> {
        // the failure was not in writing
      }
    }
  }

  private void readDatabase() throws ProcessingException {
    try {
      services.queue().requireReadable();
    } catch (QueueException e) {
      throw away(e);
    }
  }

  private void writeDatabase() throws ProcessingException {
    try {
      services.queue().requireWritable();
    } catch (QueueException e) {
      throw away(e);
    }
  }

  /** The probes touch no row, so a failure of any kind is the database's. */
  private static ProcessingException away(QueueException failure) {
    return new ProcessingException(
        FailureKind.DATABASE_AWAY, String.valueOf(failure.getMessage()), failure);
  }
}
