package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.DatabaseCheck;
import org.audioprocessor.queue.connect.JdbcUrl;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadLists.Page;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;
import org.audioprocessor.testing.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs in different places of the world, on one database. */
class TimeZonesTest {
  private static final TimeZone HERE = TimeZone.getDefault();
  private static final Duration CLOSE = Duration.ofMinutes(5);

  /** Half and quarter hours, both ends of the day, and summer time. */
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "America/St_Johns",
          "Asia/Kathmandu",
          "Pacific/Kiritimati",
          "Pacific/Niue",
          "Europe/Berlin");

  static Stream<DatabaseServer> servers() {
    return Stream.of(PostgresServer.shared(), MariaDbServer.shared());
  }

  @AfterEach
  void backHere() {
    TimeZone.setDefault(HERE);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void programsInEveryZoneStoreAndShowTheSameInstants(DatabaseServer server) throws Exception {
    DatabaseAddress address = server.newDatabase();
    List<UploadRow> seenBefore = new ArrayList<>();
    for (String zone : ZONES) {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      try (PlatformDatabase database = PlatformDatabase.open(address)) {
        UploadQueue queue = database.queue();
        queue.add(new Upload(zone, zone.replace('/', '-') + ".mp3"));
        queue.claim(zone, zone, QueueFixture.LEASE);
        UploadRow row = queue.get(zone).orElseThrow();

        assertThat(apart(Instant.now(), row.uploadedAt())).as(zone).isLessThan(CLOSE);
        Instant leaseUntil = Objects.requireNonNull(row.lease()).expiresAt();
        assertThat(apart(Instant.now(), leaseUntil)).as(zone).isLessThan(CLOSE);
        Instant startedAt = queue.history(zone).getFirst().startedAt();
        assertThat(apart(Instant.now(), startedAt)).as(zone).isLessThan(CLOSE);
        for (UploadRow before : seenBefore) {
          assertThat(queue.get(before.upload().uploadId())).as(zone).contains(before);
        }
        seenBefore.add(row);
        assertThat(queue.reclaimExpired(3)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void anHourThatASummerTimeSkipsIsReadAndPagedOver(DatabaseServer server) throws Exception {
    DatabaseAddress address = server.newDatabase();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      QueueFixture db = new QueueFixture(database.dataSource(), database.dialect());
      for (int minute = 10; minute < 60; minute += 10) {
        db.sql(
            "INSERT INTO Uploads (upload_id, file_name, uploaded_at) VALUES (?, ?,"
                + " TIMESTAMP '2026-03-29 02:"
                + minute
                + ":00')",
            "u" + minute,
            minute + ".mp3");
      }

      Page first = database.queue().page(UploadFilter.ALL, null, 2);
      Page second = database.queue().page(UploadFilter.ALL, first.next(), 2);

      assertThat(first.rows())
          .extracting(UploadRow::uploadedAt)
          .containsExactly(
              Instant.parse("2026-03-29T02:50:00Z"), Instant.parse("2026-03-29T02:40:00Z"));
      assertThat(second.rows())
          .extracting(UploadRow::uploadedAt)
          .containsExactly(
              Instant.parse("2026-03-29T02:30:00Z"), Instant.parse("2026-03-29T02:20:00Z"));
    }
  }

  /** MySQL's TIMESTAMP is an instant: the platform's own zone does not matter. */
  @Test
  void whatThePlatformWroteInItsOwnZoneIsTheSameInstantOnMySql() throws Exception {
    DatabaseServer server = MariaDbServer.shared();
    DatabaseAddress address = server.newDatabase();
    server.run(
        address,
        "SET time_zone = '+05:30'",
        "INSERT INTO Uploads (upload_id, file_name, uploaded_at)"
            + " VALUES ('a', 'Song.mp3', '2026-01-01 05:30:00')");

    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      assertThat(database.queue().get("a").orElseThrow().uploadedAt())
          .isEqualTo("2026-01-01T00:00:00Z");
    }
  }

  static Stream<Arguments> zonesOfTheServer() {
    return Stream.of("ALTER DATABASE %1$s SET timezone", "ALTER ROLE %2$s SET timezone")
        .flatMap(setting ->
            Stream.of("America/Los_Angeles", "Asia/Tokyo")
                .map(zone -> Arguments.of(setting, zone)));
  }

  /** The database or the role has a zone of its own; the platform writes local times in it. */
  @ParameterizedTest
  @MethodSource("zonesOfTheServer")
  void aZoneOfTheDatabaseOrOfTheRoleChangesNoLeaseAndNoOrderOnPostgres(String setting, String zone)
      throws Exception {
    DatabaseServer server = PostgresServer.shared();
    DatabaseAddress admin = server.newDatabase();
    String user = "zoned_" + DatabaseServer.NUMBER.incrementAndGet();
    String name = JdbcUrl.of(admin.jdbcUrl()).database();
    server.run(
        admin,
        "CREATE USER " + user + " PASSWORD 'secret-word'",
        "GRANT SELECT, INSERT, UPDATE ON Uploads TO " + user,
        "GRANT CREATE ON SCHEMA public TO " + user,
        setting.formatted(name, user) + " = '" + zone + "'");
    DatabaseAddress address = admin.withUser(user, "secret-word");
    // a session of the platform's own: the first row's time is the zone's
    server.run(address, "INSERT INTO Uploads (upload_id, file_name) VALUES ('first', '1.mp3')");

    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      UploadQueue queue = database.queue();
      queue.add(new Upload("second", "2.mp3"));
      assertThat(apart(Instant.now(), queue.get("second").orElseThrow().uploadedAt()))
          .isLessThan(CLOSE);
      Claim first = queue.claim("me", QueueFixture.LEASE).orElseThrow();
      Claim second = queue.claim("me", QueueFixture.LEASE).orElseThrow();
      assertThat(List.of(first.uploadId(), second.uploadId()))
          .containsExactlyInAnyOrder("first", "second");
      assertThat(queue.reclaimExpired(3)).isEmpty();
      assertThat(queue.renew(first, QueueFixture.LEASE)).isTrue();
      assertThat(queue.retryLater(second, "busy", "It rests.", Duration.ofHours(1))).isTrue();
      assertThat(queue.claim("me", QueueFixture.LEASE)).isEmpty();
      Instant until =
          Objects.requireNonNull(queue.get(first.uploadId()).orElseThrow().lease()).expiresAt();
      assertThat(apart(Instant.now(), until)).isLessThan(CLOSE);
      assertThat(apart(Instant.now(), queue.history(first.uploadId()).getFirst().startedAt()))
          .isLessThan(CLOSE);
      assertThat(queue.oldestWait()).isLessThan(CLOSE);
      assertThat(queue.page(UploadFilter.ALL, null, 5).rows()).hasSize(2);
    }
    assertThat(DatabaseCheck.of(address))
        .filteredOn(one -> one.step() == DatabaseCheck.Step.CLOCK)
        .singleElement()
        .satisfies(one ->
            assertThat(one.sentence())
                .contains(zone.startsWith("Asia") ? "ahead of UTC" : "behind UTC"));
  }

  private static Duration apart(Instant one, @Nullable Instant other) {
    return Duration.between(one, Objects.requireNonNull(other)).abs();
  }
}
