package org.audioprocessor.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.audioprocessor.intake.CollectGenerations.Collected;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.worker.WorkerSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes interrupted additions, deletes old generations and removes incomplete multipart uploads.
 * Runs in the background at a low rate, once an hour for each workspace that a process works on. An
 * interrupted run continues at the next one.
 */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration PAUSE = Duration.ofHours(1);

  /** At most 20 objects a second are deleted. */
  private static final Duration AFTER_EACH_OBJECT = Duration.ofMillis(50);

  private final Application application;
  private final Path done;
  private @Nullable Thread thread;
  private volatile boolean closed;

  /** Does not start the thread. */
  Housekeeping(Application application) {
    this.application = application;
    done = application.workspace().folder().resolve("housekeeping.done");
  }

  /** Returns at once; the second call does nothing. */
  synchronized void start() {
    if (thread == null && !closed) {
      thread = Thread.ofPlatform().name("housekeeping").daemon().start(this::runAndPause);
    }
  }

  /** Pauses after each object, so that a run does not compete with tracks. */
  static void pace() {
    try {
      Thread.sleep(AFTER_EACH_OBJECT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the run ends at its next step
    }
  }

  private void runAndPause() {
    try {
      while (!closed) {
        Duration age = age();
        if (age.compareTo(PAUSE) >= 0) {
          run();
          Thread.sleep(PAUSE);
        } else {
          Thread.sleep(PAUSE.minus(age)); // another process has just done it
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("housekeeping ends");
    }
  }

  /** Returns the age of the last complete run; a clock that was set back makes a run due. */
  private Duration age() {
    try {
      Duration age = Duration.between(Files.getLastModifiedTime(done).toInstant(), Instant.now());
      return age.isNegative() ? PAUSE : age;
    } catch (NoSuchFileException never) {
      return PAUSE;
    } catch (IOException e) {
      LOG.debug("{} cannot be read", done, e);
      return PAUSE;
    }
  }

  private void run() {
    try {
      application
          .addUploads()
          .finishInterrupted()
          .forEach(upload ->
              LOG.info("{}: interrupted addition finished, upload is pending", upload.fileName()));
      Collected collected = application.collectGenerations().run();
      if (collected.tries() > 0) {
        LOG.info(
            "deleted {} objects of {} old generations", collected.objects(), collected.tries());
      }
      sweep();
      if (!closed) {
        Files.writeString(done, "");
      }
    } catch (IntakeException | IOException e) {
      if (!closed) {
        LOG.warn("housekeeping failed, next run in an hour: {}", e.getMessage());
      }
      LOG.debug("Housekeeping failed", e);
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.error("Internal error", e); // otherwise the thread would end silently
      }
    }
  }

  private void sweep() throws StorageException {
    try {
      int swept = application.sweepLeftovers();
      if (swept > 0) {
        LOG.info("removed {} incomplete multipart uploads", swept);
      }
    } catch (StorageException e) {
      if (e.kind() != StorageException.Kind.DENIED) {
        throw e;
      }
      // the permission is optional; the doctor reports the consequence
      LOG.debug("Incomplete uploads cannot be listed", e);
    }
  }

  /** Interrupts the thread and does not wait for it. */
  @Override
  public synchronized void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Finds uploads of an embedded queue whose worker was killed on this computer. */
  public static final class InterruptedUploads {
    private static final int MOST = 500;

    private InterruptedUploads() {}

    /**
     * Returns the uploads whose leases have not been recovered yet; none for a platform's queue.
     */
    public static List<UploadRow> of(Application application) throws StartupException {
      if (!application.isEmbedded()) {
        return List.of();
      }
      try {
        UploadFilter processing = UploadFilter.of(UploadStatus.PROCESSING);
        return application.queue().page(processing, null, MOST).rows().stream()
            .filter(InterruptedUploads::isInterrupted)
            .toList();
      } catch (QueueException e) {
        throw StartupException.of(e);
      }
    }

    private static boolean isInterrupted(UploadRow row) {
      return row.lease() != null
          && row.lease().active()
          && WorkerSettings.isOfDeadProcessHere(row.lease().owner());
    }
  }
}
