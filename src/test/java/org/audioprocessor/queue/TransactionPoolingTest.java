package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.audioprocessor.queue.connect.ConnectionErrors;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.JdbcConfig;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.queue.jdbc.ServerTraits;
import org.audioprocessor.queue.jdbc.Transactions;
import org.audioprocessor.queue.schema.PlatformTableCheck;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind PgBouncer a session of the server is another client's with the next transaction. */
class TransactionPoolingTest {
  private static final DatabaseServer SERVER = PostgresServer.shared();

  @Test
  void noSettingStaysInASessionAndEachTransactionHasAll() throws Exception {
    DatabaseAddress address = SERVER.newDatabase();
    JdbcConfig jdbcConfig = JdbcConfig.of(address);
    ServerTraits direct;
    try (Connection connection = jdbcConfig.connect(JdbcConfig.READ_TIMEOUT)) {
      direct = new PlatformTableCheck(jdbcConfig, connection).check();
    }
    assertThat(direct.transactionStart()).as("nothing is in between").isEmpty();
    ServerTraits pooled =
        new ServerTraits(
            direct.ownTables(),
            direct.uploads(),
            direct.errorMessages(),
            JdbcConfig.POOLED_TRANSACTION_START);

    try (PlatformDatabase database = PlatformDatabase.open(jdbcConfig, pooled)) {
      Map<String, String> before = settings(database.dataSource());
      QueueWalk.everyStep(database.queue());
      assertThat(settings(database.dataSource())).isEqualTo(before);
      assertThat(before).containsEntry("statement_timeout", "0").containsEntry("lock_timeout", "0");
      String timeout =
          new Transactions(database.dataSource(), pooled)
              .read(session ->
                  session.first("SHOW statement_timeout", row -> row.getString(1)).orElseThrow());
      assertThat(timeout).isEqualTo("30s");
    }
  }

  private static Map<String, String> settings(DataSource dataSource) throws SQLException {
    Map<String, String> settings = new TreeMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name, setting FROM pg_settings")) {
      while (rows.next()) {
        settings.put(rows.getString(1), rows.getString(2));
      }
    }
    return settings;
  }

  @ParameterizedTest
  @ValueSource(strings = {"26000", "42P05"})
  void aStatementOfAnotherSessionIsThePoolersAndTheAdviceSaysSo(String state) {
    QueueException failure =
        QueueException.of(new SQLException("prepared statement \"S_1\" does not exist", state));

    assertThat(failure.kind()).isEqualTo(QueueException.Kind.ADDRESS_UNUSABLE);
    assertThat(failure).hasMessageContaining("pooler").hasMessageContaining("prepareThreshold=0");
  }

  @Test
  void aParameterThatThePoolerRefusesIsNamedWithTheRemedy() throws QueueException {
    JdbcConfig jdbcConfig =
        JdbcConfig.of(new DatabaseAddress("jdbc:postgresql://host/db", "me", "secret", null));
    SQLException refusal =
        new SQLException("FATAL: unsupported startup parameter: extra_float_digits", "08P01");

    assertThat(ConnectionErrors.of(refusal, jdbcConfig))
        .hasMessageContaining("rejects the parameter extra_float_digits")
        .hasMessageContaining("ignore_startup_parameters");
  }
}
