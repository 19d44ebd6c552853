package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.audioprocessor.queue.QueueException.Kind;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.DatabaseCheck;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.queue.connect.PlatformDatabaseContract;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadList;
import org.audioprocessor.queue.list.UploadSort;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;
import org.audioprocessor.testing.MySqlServer;
import org.audioprocessor.testing.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of platforms that chose other types, names and rules than the documented ones. */
class PlatformShapesTest {
  private static final String STATUS = "ENUM ('0', 'processing', 'completed', 'failed', 'draft')";

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(
            "PostgreSQL: identity, enumerations, a zone, nothing may be NULL",
            PostgresServer.shared(),
            List.of(
                "CREATE TYPE status AS " + STATUS,
                "CREATE TYPE kind AS ENUM ('track', 'image')",
                """
                CREATE TABLE "Uploads" (
                  upload_id BIGINT GENERATED ALWAYS AS IDENTITY (START 9007199254740993) PRIMARY KEY,
                  file_name TEXT NOT NULL, upload_type kind NOT NULL DEFAULT 'track',
                  processing_status status NOT NULL DEFAULT '0',
                  uploaded_at TIMESTAMP WITH TIME ZONE NOT NULL,
                  error_message VARCHAR(40) NOT NULL DEFAULT '')\
                """)),
        Arguments.of(
            "PostgreSQL: uuid and domains",
            PostgresServer.shared(),
            List.of(
                "CREATE DOMAIN word AS VARCHAR(50)",
                "CREATE DOMAIN status AS word CHECK (VALUE <> 'nonsense')",
                """
                CREATE TABLE uploads (
                  upload_id UUID PRIMARY KEY, file_name word NOT NULL, upload_type word,
                  processing_status status DEFAULT '0', uploaded_at TIMESTAMP DEFAULT now(),
                  error_message TEXT)\
                """)),
        Arguments.of(
            "PostgreSQL: everything filled up with spaces",
            PostgresServer.shared(),
            List.of(
                """
                CREATE TABLE uploads (
                  upload_id CHAR(64) PRIMARY KEY, file_name CHAR(200) NOT NULL,
                  upload_type CHAR(20), processing_status CHAR(20) DEFAULT '0',
                  uploaded_at TIMESTAMP(0) WITH TIME ZONE DEFAULT now(),
                  error_message VARCHAR(40))\
                """)),
        Arguments.of("MariaDB: numbers and lists", MariaDbServer.shared(), numbersOfMySql()),
        Arguments.of("MySQL: numbers and lists", MySqlServer.shared(), numbersOfMySql()));
  }

  private static List<String> numbersOfMySql() {
    return List.of(
        "CREATE TABLE uploads (upload_id BIGINT AUTO_INCREMENT PRIMARY KEY,"
            + " file_name VARCHAR(200) NOT NULL, upload_type ENUM ('track', 'image') NOT NULL"
            + " DEFAULT 'track', processing_status "
            + STATUS
            + " NOT NULL DEFAULT '0', uploaded_at DATETIME(3) NOT NULL DEFAULT"
            + " CURRENT_TIMESTAMP(3), error_message VARCHAR(40) NOT NULL DEFAULT '')"
            + " AUTO_INCREMENT = 9007199254740993");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void everyStepOfTheQueueWorks(String name, DatabaseServer server, List<String> tables)
      throws Exception {
    DatabaseAddress address = server.newEmptyDatabase();
    server.run(address, tables.toArray(String[]::new));

    assertThat(DatabaseCheck.of(address))
        .as(name)
        .filteredOn(one -> one.step() != DatabaseCheck.Step.INDEX)
        .extracting(DatabaseCheck.Finding::outcome)
        .containsOnly(DatabaseCheck.Outcome.GOOD);
    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      walk(database.queue());
    }
  }

  private static void walk(UploadQueue queue) throws QueueException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Upload upload = new Upload("11111111-2222-3333-4444-55555555555" + i, "Song " + i + ".mp3");
      queue.requireAddable(upload);
      ids.add(queue.add(upload).uploadId());
    }
    assertThat(queue.counts()).containsEntry(UploadStatus.WAITING, 4L);

    Claim first = claimed(queue, ids.getFirst());
    assertThat(queue.isStillHeld(first)).isTrue();
    assertThat(queue.renew(first, QueueFixture.LEASE)).isTrue();
    GenerationTry written = queue.generations().begin(first).orElseThrow();
    assertThat(queue.completed(first, written, "{}", Result.UNKNOWN)).isTrue();
    assertThat(queue.reprocess(first.uploadId())).isTrue();

    Claim second = claimed(queue, ids.get(1));
    assertThat(queue.failed(second, "permanent", "“Song 1.mp3” holds " + "no sound ".repeat(20)))
        .isTrue();
    assertThat(row(queue, ids.get(1)).errorMessage()).startsWith("“Song 1.mp3” holds no sound");
    assertThat(queue.failedUploads().all()).hasSize(1);
    assertThat(queue.failedUploads().retryAll(UploadFilter.ALL, Set.of(), any -> true))
        .isEqualTo(1);
    assertThat(row(queue, ids.get(1)).errorMessage()).isNull();

    Claim third = queue.claim("me", QueueFixture.LEASE).orElseThrow();
    assertThat(queue.retryLater(third, "busy", "It rests.", Duration.ofHours(1))).isTrue();
    assertThat(queue.retry(third.uploadId())).isTrue();
    claimed(queue, ids.get(3));
    assertThat(queue.reclaimExpired(3)).isEmpty();
    listed(queue, ids);
    assertThat(queue.get("no such id")).isEmpty();
    assertThat(queue.takeOver("no such id")).isFalse();
  }

  private static void listed(UploadQueue queue, List<String> ids) throws QueueException {
    assertThat(QueuePages.ids(queue, 1)).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(queue.page(UploadFilter.ALL.withSearch("SONG 2"), null, 9).rows()).hasSize(1);
    assertThat(queue.byFileName("Song 2.mp3")).hasSize(1);
    assertThat(queue.ofTrack("Song 2")).hasSize(1);
    for (UploadSort.Key key : UploadSort.Key.values()) {
      UploadList list = queue.lists().open(UploadFilter.ALL, new UploadSort(key, true));
      assertThat(list.rows(0, 9)).as("%s", key).hasSize(4);
    }
    assertThat(queue.lists().countOf(UploadFilter.of(UploadStatus.OTHER))).isZero();
    assertThat(queue.lists().countOf(UploadFilter.of(UploadStatus.WAITING))).isEqualTo(3);
  }

  private static Claim claimed(UploadQueue queue, String uploadId) throws QueueException {
    ClaimAnswer answer = queue.claim(uploadId, "me", QueueFixture.LEASE);
    assertThat(answer).isInstanceOf(ClaimAnswer.Claimed.class);
    return ((ClaimAnswer.Claimed) answer).claim();
  }

  private static UploadRow row(UploadQueue queue, String uploadId) throws QueueException {
    return queue.get(uploadId).orElseThrow();
  }

  @Test
  void aTypeThatCannotWorkIsNamedWithThoseThatCan() {
    assertThat(refusal("ALTER TABLE uploads ALTER COLUMN upload_id TYPE BYTEA USING NULL"))
        .hasMessageContaining("the column upload_id of the type bytea")
        .hasMessageContaining("integer, bigint or uuid");
    assertThat(
            refusal(
                "ALTER TABLE uploads ALTER COLUMN uploaded_at DROP DEFAULT",
                "ALTER TABLE uploads ALTER COLUMN uploaded_at TYPE BIGINT USING 0"))
        .hasMessageContaining("the column uploaded_at of the type bigint");
    assertThat(
            refusal(
                "CREATE TYPE status AS ENUM ('0', 'completed')",
                "ALTER TABLE uploads ALTER COLUMN processing_status DROP DEFAULT",
                "ALTER TABLE uploads ALTER COLUMN processing_status TYPE status USING NULL"))
        .hasMessageContaining("of the type status, which lacks failed, processing");
  }

  private static QueueException refusal(String... changes) {
    DatabaseAddress address = PostgresServer.shared().newDatabase();
    PostgresServer.shared().run(address, changes);
    QueueException refusal = PlatformDatabaseContract.refused(address);
    assertThat(refusal.kind()).isEqualTo(Kind.TABLE_UNUSABLE);
    return refusal;
  }

  @Test
  void aTableWhoseRulesRefuseARowSaysSoBeforeAndWhenItIsAdded() throws Exception {
    DatabaseAddress address = PostgresServer.shared().newDatabase();
    PostgresServer.shared()
        .run(
            address,
            "ALTER TABLE uploads ADD CONSTRAINT short_names CHECK (length(file_name) < 12)",
            "ALTER TABLE uploads ALTER COLUMN file_name TYPE VARCHAR(20)");
    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      UploadQueue queue = database.queue();
      for (String name : List.of("not so short.mp3", "much longer than the column.mp3")) {
        assertThatExceptionOfType(QueueException.class)
            .isThrownBy(() -> queue.requireAddable(new Upload("a", name)))
            .extracting(QueueException::kind)
            .isEqualTo(Kind.NOT_STORABLE);
        assertThatExceptionOfType(QueueException.class)
            .isThrownBy(() -> queue.add(new Upload("a", name)))
            .withMessageStartingWith(
                name.length() > 20
                    ? "A column of the platform's table is too short"
                    : "The platform's table refuses this row: ");
      }
      queue.requireAddable(new Upload("a", "Song.mp3"));
      assertThat(queue.get("a")).isEmpty();
    }
  }

  @Test
  void aNumberThatTheDatabaseDoesNotMakeIsSaid() {
    DatabaseAddress address = PostgresServer.shared().newDatabase();
    PostgresServer.shared()
        .run(address, "ALTER TABLE uploads ALTER COLUMN upload_id TYPE INTEGER USING 0");

    assertThat(DatabaseCheck.of(address))
        .filteredOn(one -> one.step() == DatabaseCheck.Step.ADDING)
        .singleElement()
        .satisfies(one -> assertThat(one.outcome()).isEqualTo(DatabaseCheck.Outcome.ADVICE))
        .satisfies(
            one -> assertThat(one.sentence()).contains("needs a value for upload_id (integer)"));
  }
}
