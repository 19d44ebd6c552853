package org.audioprocessor.queue.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.audioprocessor.queue.connect.DatabaseCheck.ServerVersion;
import org.audioprocessor.queue.jdbc.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTest {

  /** As real servers state it through their drivers. */
  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 15.18 (Debian 15.18-0+deb12u1), true",
    "POSTGRESQL, 18.0, true",
    "POSTGRESQL, 19beta1, true",
    "POSTGRESQL, 11.22, false",
    "MYSQL, 8.0.12, true",
    "MYSQL, 9.4.0, true",
    "MYSQL, 8.0.mysql_aurora.3.08.0, true",
    "MYSQL, 5.7.44-log, false",
    "MYSQL, 5.5.5-10.11.19-MariaDB-0+deb12u1, true",
    "MYSQL, 5.5.5-10.6.1-MariaDB, true",
    "MYSQL, 5.5.5-10.5.29-MariaDB, false",
    "MYSQL, 10.6.22-MariaDB, true",
    "MYSQL, 11.4.5-MariaDB, true",
    "MYSQL, unknown, false"
  })
  void serversWithSkipLockedAreNewEnough(Dialect dialect, String stated, boolean enough) {
    assertThat(ServerVersion.of(stated).isNewEnough(dialect)).isEqualTo(enough);
  }
}
