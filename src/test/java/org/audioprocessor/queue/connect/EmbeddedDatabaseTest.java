package org.audioprocessor.queue.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.Assumptions;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.QueueFixture;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.ServerTraits;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Session.Query;
import org.audioprocessor.queue.jdbc.Sql;
import org.audioprocessor.queue.list.TimeOrder;
import org.audioprocessor.queue.list.TimeOrder.Direction;
import org.audioprocessor.queue.list.TimeOrder.TimeGroup;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadList;
import org.audioprocessor.queue.list.UploadLists;
import org.audioprocessor.queue.list.UploadLists.Cursor;
import org.audioprocessor.queue.list.UploadSort;
import org.audioprocessor.queue.schema.QueueSchema;
import org.audioprocessor.queue.schema.TableIndexes;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @TempDir Path folder;

  @Test
  void aWorkspaceKeepsItsUploads() throws QueueException {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder.resolve("new/workspace"))) {
      queue(database).add(new Upload("a", "Song.mp3"));
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder.resolve("new/workspace"))) {
      assertThat(queue(database).get("a")).isPresent();
    }
  }

  @Test
  void oneWorkspaceCanBeOpenTwiceAtOnce() throws QueueException {
    try (EmbeddedDatabase one = EmbeddedDatabase.open(folder);
        EmbeddedDatabase other = EmbeddedDatabase.open(folder)) {
      queue(one).add(new Upload("a", "Song.mp3"));

      assertThat(queue(other).claim("other", QueueFixture.LEASE)).isPresent();
      assertThat(queue(one).claim("one", QueueFixture.LEASE)).isEmpty();
    }
  }

  @Test
  void thePasswordIsRandomAndOnlyItsOwnersToRead() throws Exception {
    Assumptions.assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    EmbeddedDatabase.open(folder.resolve("a")).close();
    EmbeddedDatabase.open(folder.resolve("b")).close();
    Path password = folder.resolve("a/database.password");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(password))
        .hasSize(48)
        .isNotEqualTo(Files.readString(folder.resolve("b/database.password")));
  }

  @Test
  void theDatabaseRefusesAWrongPassword() throws Exception {
    EmbeddedDatabase.open(folder).close();
    Files.writeString(folder.resolve("database.password"), "guessed");

    assertThat(
            Assertions.catchThrowableOfType(
                QueueException.class, () -> EmbeddedDatabase.open(folder)))
        .extracting(QueueException::kind)
        .isEqualTo(QueueException.Kind.LOGIN_REFUSED);
  }

  @Test
  void anInterruptedThreadCanStillGiveBackItsUpload() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder)) {
      UploadQueue queue = queue(database);
      queue.add(new Upload("a", "Song.mp3"));
      Claim claim = queue.claim("me", QueueFixture.LEASE).orElseThrow();

      Thread.currentThread().interrupt();
      assertThat(queue.release(claim)).isTrue();

      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void interruptsInTheMidstOfWritingDoNotCloseTheDatabaseForTheOthers() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder)) {
      UploadQueue queue = queue(database);
      AtomicInteger added = new AtomicInteger();
      FutureTask<Void> adding = new FutureTask<>(() -> addThroughInterrupts(queue, added), null);
      Thread writer = Thread.ofPlatform().start(adding);
      while (writer.isAlive()) {
        writer.interrupt();
        Thread.sleep(1);
      }

      adding.get();
      queue.add(new Upload("another's", "another.mp3"));
      assertThat(queue.counts().get(UploadStatus.WAITING)).isGreaterThan(added.get());
    }
  }

  private static void addThroughInterrupts(UploadQueue queue, AtomicInteger added) {
    for (int i = 0; i < 100; i++) {
      try {
        queue.add(new Upload("u" + i, "song" + i + ".mp3"));
        added.incrementAndGet();
      } catch (QueueException e) {
        assertThat(e.kind()).isEqualTo(QueueException.Kind.UNAVAILABLE);
      }
    }
  }

  @Test
  void timesAreUtcWhereverTheProgramRuns() throws QueueException {
    TimeZone here = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder)) {
      UploadQueue queue = queue(database);
      queue.add(new Upload("a", "Song.mp3"));

      Instant uploadedAt = Objects.requireNonNull(queue.get("a").orElseThrow().uploadedAt());
      assertThat(Duration.between(uploadedAt, Instant.now()).abs())
          .isLessThan(Duration.ofMinutes(5));
    } finally {
      TimeZone.setDefault(here);
    }
  }

  @Test
  void ourTablesMoveInBesideThePlatformsAndLeaveItAlone() throws Exception {
    String url = "jdbc:h2:mem:platform;DB_CLOSE_DELAY=-1";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        var pool =
            DatabasePool.openEmbedded(new EmbeddedConnections(url, "", ""), 2, Patience.LONGEST)) {
      statement.execute(
          "CREATE TABLE Uploads (upload_id VARCHAR(255) PRIMARY KEY, file_name VARCHAR(255) NOT"
              + " NULL, upload_type VARCHAR(50) DEFAULT 'track', processing_status VARCHAR(20)"
              + " DEFAULT '0', uploaded_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, error_message"
              + " TEXT)");
      statement.execute("INSERT INTO Uploads (upload_id, file_name) VALUES ('a', 'Song.mp3')");

      QueueSchema.migrate(pool, Dialect.H2);
      QueueSchema.migrate(pool, Dialect.H2);

      assertThat(new UploadQueue(pool, Dialect.H2).claim("me", QueueFixture.LEASE)).isPresent();
    }
  }

  @Test
  void aFolderThatCannotBeUsedIsRefusedInWords() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    Assertions.assertThatExceptionOfType(QueueException.class)
        .isThrownBy(() -> EmbeddedDatabase.open(file.resolve("inside")))
        .withMessageContaining("workspace folder cannot be used");
  }

  @Test
  void aHundredThousandUploadsArePagedWithoutReadingThemAll() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder)) {
      QueueFixture db = new QueueFixture(database.dataSource(), Dialect.H2);
      db.sql(
          "INSERT INTO Uploads SELECT 'u' || x, 'song' || x || '.mp3', 'track', CASE MOD(x, 2)"
              + " WHEN 0 THEN '0' ELSE 'failed' END, CASE MOD(x, 1000) WHEN 0 THEN NULL"
              + " ELSE DATEADD(SECOND, x / 3, TIMESTAMP '2026-01-01 00:00:00') END, NULL"
              + " FROM SYSTEM_RANGE(1, 100000)");
      Cursor middle = new Cursor(Instant.parse("2026-01-01T04:00:00Z"), "u43200");
      TableIndexes indexes = new TableIndexes(true, true);
      for (Direction direction : Direction.values()) {
        TimeOrder all = new TimeOrder(Set.of(), Query.NOTHING, indexes);
        assertThat(rowsScanned(db, all.page(TimeGroup.TIMED, direction, middle, 501)))
            .isLessThan(3_000);
        TimeOrder failed = new TimeOrder(Set.of(UploadStatus.FAILED), Query.NOTHING, indexes);
        assertThat(rowsScanned(db, failed.page(TimeGroup.TIMED, direction, middle, 501)))
            .isLessThan(3_000);
      }
      Query candidates = new Query(Sql.CANDIDATES, List.of(64, 0));
      assertThat(rowsScanned(db, candidates)).isLessThan(200);
    }
  }

  @Test
  void aLargeTableIsSearchedByTheBeginningsOfNamesAndSaysSo() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder)) {
      QueueFixture db = new QueueFixture(database.dataSource(), Dialect.H2);
      db.sql(
          "INSERT INTO Uploads SELECT 'u' || x, 'Song' || x || '.mp3', 'track', 'completed',"
              + " DATEADD(SECOND, x / 3, TIMESTAMP '2026-01-01 00:00:00'), NULL"
              + " FROM SYSTEM_RANGE(1, 100001)");
      UploadLists lists = db.queue().lists();
      UploadSort byName = new UploadSort(UploadSort.Key.FILE_NAME, false);

      UploadList found = lists.open(UploadFilter.ALL.withSearch("sONG9999"), byName);
      assertThat(found.rows(0, 100))
          .extracting(row -> row.upload().fileName())
          .startsWith("Song9999.mp3", "Song99990.mp3", "Song99991.mp3")
          .hasSize(11);
      assertThat(found.hints()).containsExactly(UploadList.Hint.SEARCHES_BEGINNINGS);
      assertThat(lists.open(UploadFilter.ALL.withSearch("ong9999"), byName).size()).isZero();
      assertThat(lists.open(UploadFilter.ALL.withSearch("u77"), byName).size()).isEqualTo(1);
      UploadList many = lists.open(UploadFilter.ALL.withSearch("Song"), byName);
      assertThat(many.hints())
          .containsExactlyInAnyOrder(
              UploadList.Hint.SEARCHES_BEGINNINGS, UploadList.Hint.TOO_MANY_TO_SORT);
      UploadList all = lists.open(UploadFilter.ALL, UploadSort.NEWEST_FIRST);
      assertThat(all.rows(70_000, 2))
          .extracting(row -> row.upload().uploadId())
          .isEqualTo(
              lists.open(UploadFilter.ALL, UploadSort.NEWEST_FIRST).rows(69_999, 3).stream()
                  .skip(1)
                  .map(row -> row.upload().uploadId())
                  .toList());
      assertThat(all.size()).isEqualTo(100_001);
    }
  }

  /** H2 writes them into the plan: {@code scanCount: 501}. */
  private static long rowsScanned(QueueFixture db, Query query) throws SQLException {
    try (Connection connection = db.dataSource().getConnection()) {
      String plan =
          new Session(connection, ServerTraits.usual(Dialect.H2))
              .first(
                  "EXPLAIN ANALYZE " + query.sql(),
                  row -> row.getString(1),
                  query.values().toArray())
              .orElseThrow();
      Matcher counts = Pattern.compile("scanCount: (\\d+)").matcher(plan);
      assertThat(counts.find()).as(plan).isTrue();
      return Long.parseLong(counts.group(1));
    }
  }

  private static UploadQueue queue(EmbeddedDatabase database) {
    return new UploadQueue(database.dataSource(), Dialect.H2);
  }

  /** The machine's clock, which the database uses, was set back after a worker died. */
  @Test
  void aLeaseOfALaterClockEndsWithinAnHour() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder)) {
      UploadQueue queue = database.queue();
      queue.add(new Upload("a", "Song.mp3"));
      Claim claim = queue.claim("dead", QueueFixture.LEASE).orElseThrow();
      QueueFixture db = new QueueFixture(database.dataSource(), Dialect.H2);
      db.sql("UPDATE audio_processor_lease SET expires_at = expires_at + INTERVAL '9' HOUR");

      assertThat(queue.reclaimExpired(3)).isEmpty();

      Instant ends = Objects.requireNonNull(queue.get("a").orElseThrow().lease()).expiresAt();
      assertThat(Duration.between(Instant.now(), ends))
          .isBetween(Duration.ofMinutes(50), Duration.ofMinutes(70));
      assertThat(queue.renew(claim, QueueFixture.LEASE)).isTrue();
    }
  }
}
