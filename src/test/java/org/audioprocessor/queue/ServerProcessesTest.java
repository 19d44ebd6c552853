package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;
import org.audioprocessor.testing.MySqlServer;
import org.audioprocessor.testing.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** One platform, several processes that claim. */
class ServerProcessesTest {
  private static final int PROCESSES = 4;
  private static final int THREADS = 4;

  @TempDir Path folder;

  @Test
  void fourProcessesOfFourThreadsClaimTwoThousandUploadsExactlyOnceOnPostgres() throws Exception {
    claimAll(PostgresServer.shared(), 2_000);
  }

  @Test
  void fourProcessesOfFourThreadsClaimTwoThousandUploadsExactlyOnceOnMySql() throws Exception {
    claimAll(
        MySqlServer.missing().isEmpty() ? MySqlServer.shared() : MariaDbServer.shared(), 2_000);
  }

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void fourProcessesOfFourThreadsClaimTenThousandUploadsExactlyOnceOnEachServer() throws Exception {
    claimAll(PostgresServer.shared(), 10_000);
    claimAll(MariaDbServer.shared(), 10_000);
    claimAll(MySqlServer.shared(), 10_000);
  }

  private void claimAll(DatabaseServer server, int uploads) throws Exception {
    DatabaseAddress address = server.newDatabase();
    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      addWaiting(database, uploads);
      List<ChildWorker> workers = new ArrayList<>();
      try {
        for (int i = 0; i < PROCESSES; i++) {
          workers.add(ChildWorker.start("claim", folder, THREADS, address));
        }
        for (ChildWorker worker : workers) {
          worker.awaitReady();
        }
        long began = System.nanoTime();
        for (ChildWorker worker : workers) {
          worker.begin();
        }
        List<String> claimed = new ArrayList<>();
        int took = 0;
        for (ChildWorker worker : workers) {
          List<String> said = worker.rest();
          took += said.isEmpty() ? 0 : 1;
          claimed.addAll(said);
        }
        System.out.printf(
            "%s: %d uploads claimed by %d processes, %.0f a second%n",
            server.getClass().getSimpleName(),
            claimed.size(),
            PROCESSES,
            claimed.size() * 1e9 / (System.nanoTime() - began));

        // whatever failed, a deadlock above all, would have been said in a line of its own
        assertThat(took).as("processes that came in time").isGreaterThan(1);
        assertThat(claimed).doesNotHaveDuplicates().hasSize(uploads);
        assertThat(claimed).allMatch(line -> line.matches("u\\d+"));
      } finally {
        workers.forEach(ChildWorker::close);
      }
      QueueFixture db = new QueueFixture(database.dataSource(), database.dialect());
      assertThat(db.number("SELECT COUNT(*) FROM audio_processor_lease WHERE token = 1"))
          .isEqualTo(uploads);
      assertThat(database.queue().counts()).containsEntry(UploadStatus.PROCESSING, (long) uploads);
    }
  }

  private static void addWaiting(PlatformDatabase database, int uploads) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO Uploads (upload_id, file_name) VALUES (?, ?)")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < uploads; i++) {
        insert.setString(1, "u" + i);
        insert.setString(2, "song" + i + ".mp3");
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
    }
  }
}
