package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MySqlServer;
import org.junit.jupiter.api.Test;

class MySqlDatabaseTest extends MySqlProtocolDatabaseContract {
  @Override
  public DatabaseServer server() {
    return MySqlServer.shared();
  }

  /** MySQL 8.0.12 does not let a user lock rows that may select and update one table. */
  @Test
  void aUserWhoMayNotLockRowsIsToldTheGrant() throws Exception {
    DatabaseAddress address = server().newDatabase();
    DatabaseAddress limited = userWith(address, "SELECT", "UPDATE");
    String lock = "LOCK TABLES ON `" + databaseOf(address) + "`.*";
    server().run(address, "REVOKE " + lock + " FROM '" + limited.user() + "'@'%'");

    assertThat(refused(limited)).hasMessageContaining("GRANT " + lock + " TO ");
  }

  /** The server signed its certificate itself; 0 is this machine too, but the URL does not tell. */
  @Test
  void aServerWithAnUnknownCertificateIsNotTrusted() throws Exception {
    DatabaseAddress there = server().newDatabase();
    String url = there.jdbcUrl().replace("127.0.0.1", "0");

    QueueException refusal = refused(new DatabaseAddress(url, "root", "", null));

    assertThat(refusal.kind()).isEqualTo(QueueException.Kind.NOT_SECURE);
    assertThat(refusal).hasMessageContaining("trustCertificateKeyStoreUrl=");
    PlatformDatabase database =
        PlatformDatabase.open(new DatabaseAddress(url + "?sslMode=REQUIRED", "root", "", null));
    database.close();
  }
}
