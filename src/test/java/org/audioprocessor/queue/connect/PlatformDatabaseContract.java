package org.audioprocessor.queue.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.QueueException.Kind;
import org.audioprocessor.queue.QueueFixture;
import org.audioprocessor.queue.QueueWalk;
import org.audioprocessor.queue.TableShape;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.schema.OwnTablesScript;
import org.audioprocessor.testing.DatabaseServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening a platform's database, and the messages of failures. */
public abstract class PlatformDatabaseContract {

  public abstract DatabaseServer server();

  /** A user who may do this and no more; its password is {@code secret-word}. */
  public abstract DatabaseAddress userWith(DatabaseAddress where, String... grants)
      throws QueueException;

  /** Grants on a schema that stands already; {@code %s} is the database's name. */
  public abstract List<String> schemaOfItsOwn(String schema, String user);

  public static QueueException refused(DatabaseAddress address) {
    QueueException refusal =
        Assertions.catchThrowableOfType(
            QueueException.class, () -> PlatformDatabase.open(address).close());
    assertThat(refusal).isNotNull();
    assertThat(refusal.toString()).doesNotContain("secret-word");
    return refusal;
  }

  public static String databaseOf(DatabaseAddress address) throws QueueException {
    return JdbcUrl.of(address.jdbcUrl()).database();
  }

  @Test
  void ourTablesMoveInBesideThePlatformsRowsAndTheTableIsLeftAlone() throws Exception {
    DatabaseAddress address = server().newDatabase();
    server().run(address, "INSERT INTO Uploads (upload_id, file_name) VALUES ('a', 'Song.mp3')");
    String before = TableShape.of(address, "Uploads");

    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      assertThat(database.queue().claim("me", QueueFixture.LEASE)).isPresent();
    }

    assertThat(TableShape.of(address, "Uploads")).isEqualTo(before).contains("upload_id");
  }

  @Test
  void severalProcessesMayOpenANewDatabaseAtOnce() throws Exception {
    DatabaseAddress address = server().newDatabase();
    Callable<Boolean> opening =
        () -> {
          try (PlatformDatabase database = PlatformDatabase.open(address)) {
            return database.queue().claim("me", QueueFixture.LEASE).isEmpty();
          }
        };

    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(executor.submit(opening));
      }
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
    }
  }

  @Test
  void whatAKilledProcessMadeOfOurTablesIsNoHindrance() throws Exception {
    DatabaseAddress address = server().newDatabase();
    PlatformDatabase.open(address).close();
    server()
        .run(address, "DROP TABLE audio_processor_attempt", "DROP TABLE audio_processor_object");
    server().run(address, "DROP TABLE audio_processor_schema_history");

    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      database.queue().add(new Upload("a", "Song.mp3"));
      assertThat(database.queue().claim("me", QueueFixture.LEASE)).isPresent();
    }
  }

  @Test
  void ourTablesCanHaveASchemaOfTheirOwn() throws Exception {
    DatabaseAddress address = server().newDatabase();
    String schema = "Own_" + databaseOf(address);
    DatabaseAddress own = address.withSchema(schema);

    PlatformDatabase.open(own).close();
    try (PlatformDatabase database = PlatformDatabase.open(own)) {
      QueueWalk.everyStep(database.queue());
    }

    assertThat(TableShape.names(address)).noneMatch(name -> name.startsWith("audio_processor"));
  }

  @Test
  void aUserWithoutTheRightToMakeTablesIsToldWhichGrantIsMissing() throws Exception {
    DatabaseAddress address = server().newDatabase();
    DatabaseAddress limited = userWith(address, "SELECT", "INSERT", "UPDATE");

    QueueException refusal = refused(limited);

    assertThat(refusal.kind()).isEqualTo(Kind.DENIED);
    assertThat(refusal).hasMessageContaining("GRANT ").hasMessageContaining("CREATE");
    assertThat(refusal).hasMessageContaining(limited.user()).hasMessageContaining("schema");
    server().run(address, grantsIn(refusal));
    assertThat(PlatformDatabase.open(limited)).satisfies(PlatformDatabase::close);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tablesMadeByThePrintedScriptNeedNoRightToMakeAny(boolean inSchemaOfTheirOwn)
      throws Exception {
    DatabaseAddress address = server().newDatabase();
    DatabaseAddress limited =
        userWith(address, "SELECT")
            .withSchema(inSchemaOfTheirOwn ? "ddl_" + databaseOf(address) : null);
    String script = OwnTablesScript.of(limited).text();

    server().run(address, statements(script));
    // again, as after an upgrade
    server().run(address, statements(script));

    assertThat(DatabaseCheck.of(limited))
        .filteredOn(one -> one.step() == DatabaseCheck.Step.OWN_TABLES)
        .singleElement()
        .satisfies(one -> assertThat(one.sentence()).contains("exist"));
    try (PlatformDatabase database = PlatformDatabase.open(limited)) {
      QueueWalk.everyStep(database.queue());
    }
    assertThatThrownBy(() -> server().run(limited, "CREATE TABLE ap_more (a INT)"))
        .rootCause()
        .hasMessageMatching("(?s).*(denied|permission).*");
  }

  @Test
  void thePrintedScriptIsForTablesOfAnEarlierStartToo() throws Exception {
    DatabaseAddress address = server().newDatabase();
    PlatformDatabase.open(address).close();
    DatabaseAddress limited = userWith(address, "SELECT");

    server().run(address, statements(OwnTablesScript.of(limited).text()));

    try (PlatformDatabase database = PlatformDatabase.open(limited)) {
      QueueWalk.everyStep(database.queue());
    }
  }

  static String[] statements(String script) {
    String code =
        script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    return Arrays.stream(code.split(";\\s*(\n|$)"))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toArray(String[]::new);
  }

  /** The statement that an administrator would copy. */
  static String grantsIn(QueueException refusal) {
    return String.valueOf(refusal.getMessage()).replaceAll(".*?(GRANT .*?)\\.( .*|$)", "$1");
  }

  @Test
  void aUserWhoOwnsOnlyASchemaOfItsOwnWorksThere() throws Exception {
    DatabaseAddress address = server().newDatabase();
    DatabaseAddress limited = userWith(address, "SELECT", "INSERT", "UPDATE");
    String schema = "own_" + databaseOf(address);
    server().run(address, schemaOfItsOwn(schema, limited.user()).toArray(String[]::new));

    try (PlatformDatabase database = PlatformDatabase.open(limited.withSchema(schema))) {
      QueueWalk.everyStep(database.queue());
    }
  }

  @Test
  void aUserWhoMayNotUpdateTheTableIsToldSo() throws Exception {
    QueueException refusal = refused(userWith(server().newDatabase(), "SELECT"));

    assertThat(refusal.kind()).isEqualTo(Kind.DENIED);
    assertThat(refusal).hasMessageContaining("GRANT UPDATE ON ").hasMessageContaining("Uploads");
  }

  @Test
  void aWrongPasswordIsARefusedLogin() throws Exception {
    DatabaseAddress limited = userWith(server().newDatabase(), "SELECT");

    QueueException refusal = refused(limited.withUser(limited.user(), "wrong secret-word"));

    assertThat(refusal.kind()).isEqualTo(Kind.LOGIN_REFUSED);
    assertThat(refusal).hasMessageContaining("password").hasMessageContaining(limited.user());
  }

  @Test
  void aMissingTableIsNamed() {
    QueueException refusal = refused(server().newEmptyDatabase());

    assertThat(refusal.kind()).isEqualTo(Kind.TABLE_UNUSABLE);
    assertThat(refusal).hasMessageStartingWith("The table Uploads does not exist in platform_");
  }

  /** Unquoted, quoted, or set: the platform's table need not be called as it is documented. */
  @Test
  void aTableOfAnotherNameIsFoundOrSet() throws Exception {
    DatabaseAddress address = server().newEmptyDatabase();
    String quote = address.jdbcUrl().startsWith("jdbc:mysql:") ? "`" : "\"";
    for (String name : List.of("UPLOADS", "Music uploads-2$", "from; DROP")) {
      String create = DatabaseServer.PLATFORM_TABLE.replace("Uploads", quote + name + quote);
      server().run(address, create);
      DatabaseAddress set = name.equals("UPLOADS") ? address : address.withTable(name);
      if (name.contains(";")) {
        assertThat(refused(set)).hasMessageContaining("The table's name must be");
        continue;
      }
      try (PlatformDatabase database = PlatformDatabase.open(set)) {
        QueueWalk.everyStep(database.queue());
        assertThat(database.queue().byFileName("Song.mp3")).hasSize(1);
      }
      server()
          .run(address, "DELETE FROM audio_processor_lease", "DELETE FROM audio_processor_track");
      server().run(address, "DELETE FROM audio_processor_generation");
      server().run(address, "DELETE FROM audio_processor_attempt");
    }
    assertThat(refused(address.withTable("nowhere")))
        .hasMessageStartingWith("The table nowhere does not exist in platform_")
        .hasMessageContaining("AUDIO_PROCESSOR_DB_TABLE");
  }

  @Test
  void missingColumnsAreNamed() {
    DatabaseAddress address = server().newDatabase();
    server().run(address, "ALTER TABLE Uploads DROP COLUMN error_message");

    QueueException refusal = refused(address);

    assertThat(refusal.kind()).isEqualTo(Kind.TABLE_UNUSABLE);
    assertThat(refusal).hasMessageContaining("lacks error_message");
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() {
    DatabaseAddress admin = server().administration();
    QueueException refusal =
        refused(
            new DatabaseAddress(server().jdbcUrl("nowhere"), admin.user(), admin.password(), null));

    assertThat(refusal.kind()).isEqualTo(Kind.ADDRESS_UNUSABLE);
    assertThat(refusal).hasMessageContaining("nowhere on 127.0.0.1");
  }

  @Test
  void aServerThatIsAwayIsNamed() {
    DatabaseAddress there = server().newDatabase();
    String url = there.jdbcUrl().replace(":" + server().port(), ":1");

    QueueException refusal =
        refused(new DatabaseAddress(url, there.user(), there.password(), null));

    assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("does not answer");
  }
}
