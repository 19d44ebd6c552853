package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.DatabaseCheck;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.queue.connect.PlatformDatabaseContract;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresDatabaseTest extends PlatformDatabaseContract {
  @Override
  public DatabaseServer server() {
    return PostgresServer.shared();
  }

  @Override
  public DatabaseAddress userWith(DatabaseAddress where, String... grants) {
    String user = "user_" + DatabaseServer.NUMBER.incrementAndGet();
    server()
        .run(
            where,
            "CREATE USER " + user + " PASSWORD 'secret-word'",
            "GRANT " + String.join(", ", grants) + " ON Uploads TO " + user);
    return where.withUser(user, "secret-word");
  }

  /** PostgreSQL refuses CREATE SCHEMA IF NOT EXISTS even where the schema exists. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE SCHEMA %s; GRANT USAGE, CREATE ON SCHEMA %s TO %s",
        "CREATE SCHEMA %s AUTHORIZATION %3$s"
      })
  void aSchemaThatTheAdministratorMadeIsGoodBeforeTheFirstStart(String making) throws Exception {
    DatabaseAddress address = server().newDatabase();
    DatabaseAddress limited = userWith(address, "SELECT", "INSERT", "UPDATE");
    String schema = "audio_" + limited.user();
    server().run(address, making.formatted(schema, schema, limited.user()));

    assertThat(DatabaseCheck.of(limited.withSchema(schema)))
        .filteredOn(one -> one.step() != DatabaseCheck.Step.INDEX)
        .extracting(DatabaseCheck.Finding::outcome)
        .containsOnly(DatabaseCheck.Outcome.GOOD);
    try (PlatformDatabase database = PlatformDatabase.open(limited.withSchema(schema))) {
      assertThat(database.queue().claim("me", QueueFixture.LEASE)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "CREATE SCHEMA %s", "CREATE SCHEMA %s; GRANT USAGE ON SCHEMA %s TO %s"})
  void whatTheCheckAdvisesAboutASchemaWorks(String before) throws Exception {
    DatabaseAddress address = server().newDatabase();
    DatabaseAddress limited = userWith(address, "SELECT", "INSERT", "UPDATE");
    String schema = "audio_" + limited.user();
    if (!before.isEmpty()) {
      server().run(address, before.formatted(schema, schema, limited.user()));
    }

    DatabaseCheck.Finding wrong = DatabaseCheck.of(limited.withSchema(schema)).getLast();
    assertThat(wrong.step()).isEqualTo(DatabaseCheck.Step.OWN_TABLES);
    server().run(address, wrong.sentence().replaceAll(".*administrator for: (.*)\\.$", "$1"));

    assertThat(DatabaseCheck.of(limited.withSchema(schema)))
        .extracting(DatabaseCheck.Finding::outcome)
        .doesNotContain(DatabaseCheck.Outcome.WRONG);
  }

  @Test
  void aProcessOpensNoMoreConnectionsThanItIsGiven() throws Exception {
    DatabaseAddress address = server().newDatabase();
    try (PlatformDatabase database = PlatformDatabase.open(address, 5);
        ExecutorService many = Executors.newFixedThreadPool(16)) {
      QueueWalk.everyStep(database.queue());
      List<Callable<Object>> calls =
          Collections.nCopies(
              200, () -> List.of(database.queue().counts(), database.queue().get("a")));
      for (Future<Object> one : many.invokeAll(calls)) {
        one.get();
      }
      long open =
          new QueueFixture(database.dataSource(), database.dialect())
              .number(
                  "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = '"
                      + databaseOf(address)
                      + "'");
      assertThat(open).isBetween(2L, 5L);
    }
  }

  /** Their writers took another zone's time for granted. */
  @Test
  void timesOfAnotherZoneAreSaid() {
    DatabaseAddress address = server().newDatabase();
    server()
        .run(
            address,
            "SET TIME ZONE 'Asia/Tokyo'",
            "INSERT INTO Uploads (upload_id, file_name) VALUES ('a', 'a.mp3')");

    assertThat(DatabaseCheck.of(address))
        .filteredOn(one -> one.step() == DatabaseCheck.Step.CLOCK)
        .singleElement()
        .satisfies(one ->
            assertThat(one.sentence()).contains(" min ahead of UTC").contains("uploaded_at"));
  }

  /** Its C locale has no lower case but of ASCII; times may lie outside of every calendar. */
  @Test
  void aDatabaseOfTheLocaleCFindsEveryCaseAndShowsEveryTime() throws Exception {
    DatabaseAddress admin = server().administration();
    String name = "c_" + DatabaseServer.NUMBER.incrementAndGet();
    server()
        .run(admin, "CREATE DATABASE " + name + " ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0");
    DatabaseAddress address =
        new DatabaseAddress(server().jdbcUrl(name), admin.user(), admin.password(), null);
    server()
        .run(
            address,
            DatabaseServer.PLATFORM_TABLE,
            "INSERT INTO Uploads (upload_id, file_name, uploaded_at) VALUES"
                + " ('a', 'Intro ÉCOLE Привет.mp3', 'infinity'), ('b', 'b.mp3', '-infinity'),"
                + " ('c', 'c.mp3', '0044-03-15 BC'), ('d', 'd.mp3', '20000-01-01')");

    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      UploadQueue queue = database.queue();
      for (String search : List.of("INTRO", "école", "ÉCOLE", "ПРИВЕТ")) {
        assertThat(queue.page(UploadFilter.ALL.withSearch(search), null, 9).rows()).hasSize(1);
      }
      assertThat(QueuePages.ids(queue, 1)).containsExactly("a", "d", "c", "b");
      for (String id : List.of("a", "b", "c", "d")) {
        assertThat(queue.get(id).orElseThrow().uploadedAt()).isNull();
      }
      assertThat(queue.claim("me", QueueFixture.LEASE)).isPresent();
    }
  }

  @Override
  public List<String> schemaOfItsOwn(String schema, String user) {
    return List.of("CREATE SCHEMA " + schema + " AUTHORIZATION " + user);
  }
}
