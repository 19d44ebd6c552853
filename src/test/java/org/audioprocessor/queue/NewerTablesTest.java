package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;
import org.audioprocessor.testing.PostgresServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** While a fleet is upgraded, a worker of the older version may start after a newer one. */
class NewerTablesTest {
  static Stream<DatabaseServer> servers() {
    return Stream.of(PostgresServer.shared(), MariaDbServer.shared());
  }

  @ParameterizedTest
  @MethodSource("servers")
  void anOlderWorkerWorksOnTablesThatANewerOneHasExtended(DatabaseServer server)
      throws QueueException {
    DatabaseAddress address = server.newDatabase();
    try (PlatformDatabase newer = PlatformDatabase.open(address)) {
      QueueFixture db = new QueueFixture(newer.dataSource(), newer.dialect());
      db.waiting(1);
      db.sql("ALTER TABLE audio_processor_lease ADD COLUMN newer INT NULL");
      db.sql(
          "INSERT INTO audio_processor_schema_history (installed_rank, version, description,"
              + " type, script, checksum, installed_by, execution_time, success)"
              + " VALUES (99, '99', 'newer', 'SQL', 'V99__newer.sql', 1, 'newer', 1, ?)",
          true);
    }

    try (PlatformDatabase older = PlatformDatabase.open(address)) {
      assertThat(older.queue().claim("older", QueueFixture.LEASE)).isPresent();
    }
  }
}
