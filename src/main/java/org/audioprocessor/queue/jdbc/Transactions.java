package org.audioprocessor.queue.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.audioprocessor.queue.QueueException;

/**
 * Runs work in READ COMMITTED transactions and retries it after deadlocks and similar conflicts.
 */
public final class Transactions {
  private static final int RETRIES = 3;
  private static final int LONGEST_PAUSE_MS = 40;

  private final DataSource dataSource;
  private final ServerTraits traits;

  public Transactions(DataSource dataSource, ServerTraits traits) {
    this.dataSource = dataSource;
    this.traits = traits;
  }

  public ServerTraits traits() {
    return traits;
  }

  /** May be re-run after a conflict, so it must not have side effects outside the session. */
  public interface Work<T> {
    T run(Session session) throws SQLException;
  }

  /** Runs the work in one transaction. */
  public <T> T inTransaction(Work<T> work) throws QueueException {
    return retried(connection -> {
      connection.setAutoCommit(false);
      try {
        start(connection);
        T result = work.run(new Session(connection, traits));
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    });
  }

  /** Runs the work and rolls back; fails if the work fails. */
  public void runAndRollBack(Work<?> work) throws QueueException {
    retried(connection -> {
      connection.setAutoCommit(false);
      try {
        start(connection);
        return work.run(new Session(connection, traits));
      } finally {
        connection.rollback();
      }
    });
  }

  private void start(Connection connection) throws SQLException {
    if (!traits.transactionStart().isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(traits.transactionStart());
      }
    }
  }

  /** Runs single statements with auto-commit, or in a transaction if a pooler requires one. */
  public <T> T read(Work<T> work) throws QueueException {
    if (!traits.transactionStart().isEmpty()) {
      return inTransaction(work);
    }
    return retried(connection -> {
      connection.setAutoCommit(true);
      return work.run(new Session(connection, traits));
    });
  }

  private interface Step<T> {
    T run(Connection connection) throws SQLException;
  }

  /** The pool rejects interrupted threads, but these must be able to release their uploads. */
  private <T> T retried(Step<T> step) throws QueueException {
    boolean interrupted = Thread.interrupted();
    try {
      for (int tries = 0; ; tries++) {
        try (Connection connection = dataSource.getConnection()) {
          return step.run(connection);
        } catch (SQLException e) {
          if (tries >= RETRIES || !QueueException.isWorthRetrying(e)) {
            throw QueueException.of(e);
          }
          interrupted |= interruptedInPause();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void rollBack(Connection connection, Exception failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private static boolean interruptedInPause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MS));
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  /**
   * Data sources of the queue, one for each kind of use, so that none waits for another.
   *
   * @param work short statements that claim and complete uploads
   * @param reads lists and counts for users, which may be slow
   * @param renewals renewals of leases
   */
  public record QueueConnections(DataSource work, DataSource reads, DataSource renewals) {
    public static QueueConnections all(DataSource dataSource) {
      return new QueueConnections(dataSource, dataSource, dataSource);
    }
  }
}
