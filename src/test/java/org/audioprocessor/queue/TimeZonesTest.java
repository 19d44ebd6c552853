package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;
import org.audioprocessor.testing.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(queue.reclaimExpired()).isEmpty();
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

      PageRequest two = PageRequest.first(2);
      Page first = database.queue().page(two);
      Page second = database.queue().page(two.after(Objects.requireNonNull(first.next())));

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

  private static Duration apart(Instant one, @Nullable Instant other) {
    return Duration.between(one, Objects.requireNonNull(other)).abs();
  }
}
