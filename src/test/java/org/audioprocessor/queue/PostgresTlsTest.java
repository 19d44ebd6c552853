package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.DatabaseCheck;
import org.audioprocessor.queue.connect.DatabaseCheck.Finding;
import org.audioprocessor.queue.connect.DatabaseCheck.Outcome;
import org.audioprocessor.queue.connect.DatabaseCheck.Step;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.testing.PostgresServer;
import org.audioprocessor.testing.TestCertificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL with a certificate that an authority of its own has signed. */
class PostgresTlsTest {
  @TempDir private static Path folder;
  private static TestCertificates certificates;
  private static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    certificates = TestCertificates.make(folder.resolve("trusted"));
    server = PostgresServer.withTls(certificates);
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  private static DatabaseAddress address(String host, Path authority) {
    DatabaseAddress there = server.newDatabase();
    String url =
        there.jdbcUrl().replace("127.0.0.1", host)
            + "?sslmode=verify-full&sslrootcert="
            + authority;
    return new DatabaseAddress(url, there.user(), there.password(), null);
  }

  @Test
  void aTrustedAuthorityGivesAnEncryptedAndVerifiedConnection() throws Exception {
    DatabaseAddress address = address("localhost", certificates.authority());
    try (PlatformDatabase database = PlatformDatabase.open(address);
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getBoolean("ssl")).isTrue();
      assertThat(row.getString("version")).startsWith("TLSv1.");
      assertThat(database.queue().counts()).isNotEmpty();
    }
    assertThat(DatabaseCheck.of(address))
        .filteredOn(finding -> finding.step() == Step.ENCRYPTION)
        .singleElement()
        .satisfies(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.GOOD))
        .satisfies(finding -> assertThat(finding.sentence()).contains("TLS"));
  }

  @Test
  void anotherAuthorityIsRefusedWithWhatToDo() throws Exception {
    TestCertificates other = TestCertificates.make(folder.resolve("other"));
    DatabaseAddress address = address("localhost", other.authority());
    assertThatThrownBy(() -> PlatformDatabase.open(address))
        .isInstanceOf(QueueException.class)
        .hasMessageContaining("is not secure")
        .hasMessageContaining("sslrootcert=");
    Finding last = DatabaseCheck.of(address).getLast();
    assertThat(last.step()).isEqualTo(Step.ENCRYPTION);
    assertThat(last.outcome()).isEqualTo(Outcome.WRONG);
  }

  @Test
  void aCertificateForAnotherHostIsRefused() {
    Finding last = DatabaseCheck.of(address("127.0.0.1", certificates.authority())).getLast();
    assertThat(last.step()).isEqualTo(Step.ENCRYPTION);
    assertThat(last.sentence()).contains("The host in the URL must be the one in the certificate");
  }
}
