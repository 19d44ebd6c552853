package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.audioprocessor.queue.QueueException.Kind;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.DatabaseCheck;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.queue.connect.PlatformDatabaseContract;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadSort;
import org.audioprocessor.testing.DatabaseServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only MySQL and MariaDB know. */
abstract class MySqlProtocolDatabaseContract extends PlatformDatabaseContract {

  @Override
  public DatabaseAddress userWith(DatabaseAddress where, String... grants) throws QueueException {
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
  public List<String> schemaOfItsOwn(String schema, String user) {
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

  @Test
  void rowsWithoutARealDateAreShownWithoutATimeAndCanBeClaimed() throws Exception {
    for (String type : List.of("TIMESTAMP NULL", "DATETIME")) {
      DatabaseAddress address = server().newDatabase();
      server()
          .run(
              address,
              "SET SESSION sql_mode = ''",
              "ALTER TABLE Uploads MODIFY uploaded_at " + type,
              "INSERT INTO Uploads (upload_id, file_name, uploaded_at) VALUES"
                  + " ('a', 'a.mp3', '2026-01-02 03:04:05'), ('zero', 'z.mp3', '0000-00-00'),"
                  + " ('none', 'n.mp3', NULL), ('month', 'm.mp3', '2026-00-05'),"
                  + " ('zero2', 'y.mp3', '0000-00-00'), ('b', 'b.mp3', '2026-01-01 00:00:00')");

      try (PlatformDatabase database = PlatformDatabase.open(address)) {
        UploadQueue queue = database.queue();
        for (int size : List.of(1, 2, 9)) {
          assertThat(QueuePages.ids(queue, size))
              .as("%s, pages of %d", type, size)
              .startsWith("a", "b")
              .containsExactlyInAnyOrder("a", "b", "zero", "zero2", "none", "month");
        }
        assertThat(queue.get("zero").orElseThrow().uploadedAt()).isNull();
        UploadSort oldest = new UploadSort(UploadSort.Key.UPLOADED, false);
        assertThat(queue.lists().open(UploadFilter.ALL, oldest).rows(0, 9)).hasSize(6);
        for (int i = 0; i < 6; i++) {
          assertThat(queue.claim("me", QueueFixture.LEASE)).isPresent();
        }
      }
    }
  }

  /** MySQL on Linux takes them for two tables. */
  @Test
  void ofTwoTablesTheOneThatWorksIsUsedAndTheOtherIsNamed() throws Exception {
    DatabaseAddress address = server().newDatabase();
    server()
        .run(
            address,
            DatabaseServer.PLATFORM_TABLE.replace("Uploads", "uploads")
                + " ENGINE = MyISAM CHARACTER SET latin1",
            "INSERT INTO Uploads (upload_id, file_name) VALUES ('right', 'Song.mp3')");

    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      Claim claim = database.queue().claim("me", QueueFixture.LEASE).orElseThrow();
      assertThat(claim.uploadId()).isEqualTo("right");
      assertThat(database.queue().failed(claim, "permanent", "é is intact.")).isTrue();
      assertThat(database.queue().get("right").orElseThrow().errorMessage())
          .isEqualTo("é is intact.");
    }
    assertThat(DatabaseCheck.of(address))
        .filteredOn(one -> one.step() == DatabaseCheck.Step.PLATFORM_TABLE)
        .singleElement()
        .satisfies(one ->
            assertThat(one.sentence())
                .contains("The table Uploads is used; uploads also exists and is not used"));
  }

  @Test
  void theGrantNamesTheAccountThatLetUsIn() throws Exception {
    DatabaseAddress address = server().newDatabase();
    String user = "user_" + DatabaseServer.NUMBER.incrementAndGet();
    server()
        .run(
            address,
            "CREATE USER '" + user + "'@'127.0.0.1' IDENTIFIED BY 'secret-word'",
            "GRANT SELECT ON Uploads TO '" + user + "'@'127.0.0.1'");

    assertThat(refused(address.withUser(user, "secret-word")))
        .hasMessageContaining("GRANT UPDATE ON ")
        .hasMessageContaining("TO '" + user + "'@'127.0.0.1'");
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
      assertThat(queue.isStillHeld(claim)).isTrue();
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
