package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.audioprocessor.queue.QueueException.Kind;
import org.audioprocessor.testing.DatabaseServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only MySQL and MariaDB know. */
abstract class MySqlProtocolDatabaseContract extends PlatformDatabaseContract {

  @Override
  DatabaseAddress userWith(DatabaseAddress where, String... grants) throws QueueException {
    String user = "user_" + DatabaseServer.NUMBER.incrementAndGet();
    server()
        .run(
            where,
            "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'secret-word'",
            "GRANT " + String.join(", ", grants) + " ON Uploads TO '" + user + "'@'%'",
            "GRANT LOCK TABLES ON " + databaseOf(where) + ".* TO '" + user + "'@'%'");
    return where.withUser(user, "secret-word");
  }

  @Override
  List<String> schemaOfItsOwn(String schema, String user) {
    return List.of(
        "CREATE DATABASE " + schema, "GRANT ALL ON " + schema + ".* TO '" + user + "'@'%'");
  }

  @Test
  void aTableWithoutTransactionsIsRefused() {
    DatabaseAddress address = server().newDatabase();
    server()
        .run(
            address,
            "DROP TABLE Uploads",
            DatabaseServer.PLATFORM_TABLE + " ENGINE = MyISAM CHARACTER SET latin1");

    QueueException refusal = refused(address);

    assertThat(refusal.kind()).isEqualTo(Kind.TABLE_UNUSABLE);
    assertThat(refusal).hasMessageContaining("MyISAM").hasMessageContaining("ENGINE = InnoDB");
  }

  /** As old platforms have them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "utf8mb3 COLLATE utf8mb3_general_ci",
        "latin1",
        "utf8mb4 COLLATE utf8mb4_bin",
        "ascii"
      })
  void oldEncodingsOfTheTableHinderNothing(String encoding) throws Exception {
    DatabaseAddress address = server().newDatabase();
    String old = encoding.replace("utf8mb3", "utf8");
    server().run(address, "ALTER TABLE Uploads CONVERT TO CHARACTER SET " + old);

    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      UploadQueue queue = database.queue();
      queue.add(new Upload("a", "Song.mp3"));
      Claim claim = queue.claim("me", QueueFixture.LEASE).orElseThrow();
      assertThat(queue.stillMine(claim)).isTrue();
      assertThat(queue.failed(claim, "permanent", "“😀 ж.mp3” is no audio.")).isTrue();

      assertThat(queue.get("a").orElseThrow().errorMessage()).endsWith(" is no audio.");
      assertThat(queue.history("a").getFirst().ending().sentence()).contains("😀 ж.mp3");
      assertThat(queue.retry("a")).isTrue();
      assertThat(queue.claim("me", QueueFixture.LEASE)).isPresent();
    }
  }

  @Test
  void aNameThatTheTableCannotStoreIsRefusedInWords() throws Exception {
    DatabaseAddress address = server().newDatabase();
    server().run(address, "ALTER TABLE Uploads CONVERT TO CHARACTER SET utf8");

    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      assertThatExceptionOfType(QueueException.class)
          .isThrownBy(() -> database.queue().add(new Upload("a", "😀.mp3")))
          .withMessageContaining("cannot store")
          .withMessageContaining("utf8mb4")
          .extracting(QueueException::kind)
          .isEqualTo(Kind.NOT_STORABLE);
    }
  }
}
