package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.audioprocessor.queue.QueueException.Kind;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.JdbcUrl;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;
import org.audioprocessor.testing.PostgresServer;
import org.junit.jupiter.api.Test;

/** Servers that are there, but not well. */
class ServerTroubleTest {

  private static Kind kindOf(ThrowingCallable call) {
    return Assertions.catchThrowableOfType(QueueException.class, call).kind();
  }

  /** As a primary that became a stand-by. */
  @Test
  void aReadOnlyServerIsAwayUntilItCanBeWrittenToAgain() throws Exception {
    DatabaseServer server = PostgresServer.shared();
    DatabaseAddress address = server.newDatabase();
    String alter = "ALTER DATABASE " + JdbcUrl.of(address.jdbcUrl()).database();
    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      server.run(server.administration(), alter + " SET default_transaction_read_only = on");
      endSessions(server, address);
      UploadQueue queue = database.queue();

      assertThat(kindOf(() -> queue.add(new Upload("a", "Song.mp3")))).isEqualTo(Kind.UNAVAILABLE);
      server.run(server.administration(), alter + " RESET default_transaction_read_only");

      // each try drops a connection that is read-only; if they were kept, all would go on to fail
      await().ignoreExceptions().until(() -> added(queue, "later"));
    }
  }

  private static boolean added(UploadQueue queue, String uploadId) throws QueueException {
    queue.add(new Upload(uploadId, uploadId + ".mp3"));
    return queue.get(uploadId).isPresent();
  }

  private static void endSessions(DatabaseServer server, DatabaseAddress address)
      throws QueueException {
    server.run(
        server.administration(),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
            + JdbcUrl.of(address.jdbcUrl()).database()
            + "'");
  }

  @Test
  void sessionsThatTheServerEndsAreReplaced() throws Exception {
    DatabaseServer server = PostgresServer.shared();
    DatabaseAddress address = server.newDatabase();
    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      database.queue().add(new Upload("a", "Song.mp3"));
      endSessions(server, address);

      assertThat(firstAnswer(database.queue())).isPresent();
    }
  }

  /** One call may fail with a closed connection; the next one gets a new one. */
  private static Optional<UploadRow> firstAnswer(UploadQueue queue) throws QueueException {
    try {
      return queue.get("a");
    } catch (QueueException e) {
      assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
      return queue.get("a");
    }
  }

  private interface Step {
    void on(DatabaseServer server) throws Exception;
  }

  /** For what waits until a time of the program's is over. */
  private static void onAllServersAtOnce(Step step) throws Exception {
    List<Callable<Void>> all = new ArrayList<>();
    for (DatabaseServer server : List.of(PostgresServer.shared(), MariaDbServer.shared())) {
      all.add(() -> {
        step.on(server);
        return null;
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
      for (Future<Void> done : threads.invokeAll(all)) {
        done.get();
      }
    }
  }

  @Test
  void aBusyPoolDoesNotKeepALeaseFromBeingRenewed() throws Exception {
    onAllServersAtOnce(ServerTroubleTest::aLeaseIsRenewedWhileThePoolIsBusy);
  }

  private static void aLeaseIsRenewedWhileThePoolIsBusy(DatabaseServer server) throws Exception {
    try (PlatformDatabase database = PlatformDatabase.open(server.newDatabase())) {
      UploadQueue queue = database.queue();
      queue.add(new Upload("a", "Song.mp3"));
      Claim claim = queue.claim("me", QueueFixture.LEASE).orElseThrow();
      List<Connection> taken = new ArrayList<>();
      try {
        takeAll(database, taken);

        assertThat(queue.renew(claim, Duration.ofMinutes(2))).isTrue();
        assertThat(kindOf(() -> queue.isStillHeld(claim))).isEqualTo(Kind.UNAVAILABLE);
      } finally {
        for (Connection connection : taken) {
          connection.close();
        }
      }
      assertThat(queue.isStillHeld(claim)).isTrue();
    }
  }

  private static void takeAll(PlatformDatabase database, List<Connection> taken) {
    try {
      while (true) {
        taken.add(database.dataSource().getConnection());
      }
    } catch (SQLException e) {
      assertThat(taken).isNotEmpty();
    }
  }

  /** Simulates an idle transaction of a user that holds row locks. */
  @Test
  void aRowThatStaysLockedIsAConflictAndDoesNotHang() throws Exception {
    onAllServersAtOnce(ServerTroubleTest::aLockedRowIsAConflict);
  }

  private static void aLockedRowIsAConflict(DatabaseServer server) throws Exception {
    DatabaseAddress address = server.newDatabase();
    try (PlatformDatabase database = PlatformDatabase.open(address);
        Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      UploadQueue queue = database.queue();
      queue.add(new Upload("a", "Song.mp3"));
      other.setAutoCommit(false);
      statement.execute("SELECT upload_id FROM Uploads WHERE upload_id = 'a' FOR UPDATE");

      assertThat(queue.claim("me", QueueFixture.LEASE)).isEmpty();
      assertThat(kindOf(() -> queue.takeOver("a"))).isEqualTo(Kind.CONFLICT);
      other.rollback();
      other.setAutoCommit(true);
    }
  }
}
