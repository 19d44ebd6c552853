package org.audioprocessor.queue.connect;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.jdbc.SqlFailures;
import org.audioprocessor.text.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the first connection to a workspace's database. H2 needs some seconds to break the lock of
 * a killed process, and a multiple of that on a busy machine. So there is no time-out; the caller
 * receives the reason and may give up.
 */
final class EmbeddedOpening {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedOpening.class);
  private static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

  /** H2: in use, broken, closed, being shut down, in exclusive mode. */
  private static final Set<Integer> TRANSIENT_CODES = Set.of(90020, 90067, 90098, 90121, 90135);

  private static final int FILE_CORRUPTED = 90030;
  private static final int FILE_VERSION = 90048;
  private static final int USER_OR_PASSWORD = 28000;

  private final Path folder;
  private final EmbeddedDatabase.Waiting waiting;
  private final boolean wasLocked;

  /** Opens nothing. */
  EmbeddedOpening(Path folder, EmbeddedDatabase.Waiting waiting) {
    this.folder = folder;
    this.waiting = waiting;
    wasLocked = Files.exists(folder.resolve("uploads.lock.db"));
  }

  /**
   * Acquires the lock under which one process creates the tables. Closing the channel releases it.
   */
  FileChannel lock() throws IOException, QueueException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("database.opening"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      while (!isLocked(channel)) {
        report("another process of the program is opening it");
        pause();
      }
      return channel;
    } catch (IOException | QueueException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    }
  }

  /** Connects, and retries after transient failures. */
  Connection connect(String url, String user, String password) throws QueueException {
    while (true) {
      try {
        return connectOnce(url, user, password);
      } catch (SQLException e) {
        if (!TRANSIENT_CODES.contains(e.getErrorCode())) {
          throw failure(e);
        }
        LOG.debug("The workspace's database cannot be opened yet", e);
        report("another process had it open and is ending, or does not answer");
        pause();
      }
    }
  }

  private Connection connectOnce(String url, String user, String password)
      throws SQLException, QueueException {
    CompletableFuture<Connection> attempt = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("opening-database")
        .daemon()
        .start(() -> {
          try {
            Connection connection = DriverManager.getConnection(url, user, password);
            if (!attempt.complete(connection)) {
              connection.close(); // the caller gave up
            }
          } catch (SQLException | RuntimeException e) {
            attempt.completeExceptionally(e);
          }
        });
    while (true) {
      try {
        return attempt.get(REPORT_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillOpening) {
        reportOrAbandon(attempt);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SQLException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        attempt.cancel(false);
        Thread.currentThread().interrupt();
        throw gaveUp("the program is ending");
      }
    }
  }

  private void reportOrAbandon(CompletableFuture<Connection> attempt)
      throws QueueException, SQLException {
    try {
      report(
          wasLocked
              ? "the process that had it open ended unexpectedly or does not answer"
              : "the machine or the disk is busy");
    } catch (QueueException e) {
      if (!attempt.cancel(false) && !attempt.isCompletedExceptionally()) {
        attempt.join().close();
      }
      throw e;
    }
  }

  private void report(String reason) throws QueueException {
    if (!waiting.mayContinue("The workspace's database is being opened: " + reason + ".")) {
      throw gaveUp(reason);
    }
  }

  private static void pause() throws QueueException {
    try {
      Thread.sleep(Duration.ofMillis(200));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueueException(
          QueueException.Kind.UNAVAILABLE, "Opening the database was interrupted.", e);
    }
  }

  private QueueException gaveUp(String reason) {
    return new QueueException(
        QueueException.Kind.UNAVAILABLE,
        "The workspace's database in “"
            + PlainText.escaped(folder.toString())
            + "” was not opened: "
            + reason
            + ". Close other programs that use it, then try again.",
        null);
  }

  private QueueException failure(SQLException e) {
    String place = "The workspace's database in “" + PlainText.escaped(folder.toString()) + "” ";
    String sentence =
        switch (e.getErrorCode()) {
          case USER_OR_PASSWORD ->
              place
                  + "rejects the password in “database.password” in that folder. Restore that file"
                  + " from a backup.";
          case FILE_CORRUPTED ->
              place
                  + "is damaged. Restore it from a backup, or move that folder away: the program"
                  + " creates an empty one. Published tracks are not affected.";
          case FILE_VERSION ->
              place + "was written by another version of the program. Start that version.";
          default ->
              place
                  + "cannot be read or written: "
                  + PlainText.escaped(SqlFailures.detailOf(e)).replaceAll("\\.$", "")
                  + ". Check the disk's free space and your write permission.";
        };
    return new QueueException(SqlFailures.kindOf(e), sentence, e);
  }
}
