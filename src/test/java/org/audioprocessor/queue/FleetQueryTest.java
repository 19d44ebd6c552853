package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.packaging.Manifest;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;
import org.audioprocessor.testing.PostgresServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** By the manifests' query the size of the fleet is decided; it runs on the schema as it is. */
class FleetQueryTest {
  static Stream<Arguments> servers() {
    return Stream.of(
        Arguments.of("postgresql", PostgresServer.shared()),
        Arguments.of("mysql", MariaDbServer.shared()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void whatWaitsAndIsDueAndWhatIsWorkedOnNeedsWorkers(String type, DatabaseServer server)
      throws QueueException {
    try (PlatformDatabase database = PlatformDatabase.open(server.newDatabase())) {
      QueueFixture fixture = new QueueFixture(database.dataSource(), database.dialect());
      String query = query(type);
      assertThat(fixture.number(query)).isZero();

      fixture.waiting(5);
      fixture.row("other", "picture.jpg", "image", "0");
      fixture.row("type", "type.mp3", "TRACK", "0");
      fixture.row("padded", "padded.mp3", "track ", "0 ");
      fixture.row("untyped", "untyped.mp3", null, "0");
      fixture.row("elsewhere", "elsewhere.mp3", "track", "processing");
      fixture.row("done", "done.mp3", "track", "completed");
      assertThat(fixture.number(query)).as("waiting").isEqualTo(6);

      List<Claim> claims = List.of(claim(database.queue()), claim(database.queue()));
      assertThat(fixture.number(query)).as("two of them in processing").isEqualTo(6);

      database.queue().retryLater(claims.getFirst(), "BUSY", "It rests.", Duration.ofHours(1));
      assertThat(fixture.number(query)).as("one rests").isEqualTo(5);
    }
  }

  private static Claim claim(UploadQueue queue) throws QueueException {
    return queue.claim("worker", QueueFixture.LEASE).orElseThrow();
  }

  private static String query(String type) {
    return Manifest.ofKind("ScaledObject").stream()
        .map(scaled -> scaled.at("spec/triggers/0"))
        .filter(trigger -> trigger.text("type").equals(type))
        .map(trigger -> trigger.text("metadata/query"))
        .findFirst()
        .orElseThrow();
  }
}
