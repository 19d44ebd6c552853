package org.audioprocessor.queue.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.queue.TableShape;
import org.audioprocessor.queue.connect.DatabaseCheck.Finding;
import org.audioprocessor.queue.connect.DatabaseCheck.Outcome;
import org.audioprocessor.queue.connect.DatabaseCheck.Step;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;
import org.audioprocessor.testing.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the step-by-step check says, on each protocol. */
class DatabaseCheckTest {

  static Stream<DatabaseServer> servers() {
    return Stream.of(PostgresServer.shared(), MariaDbServer.shared());
  }

  @ParameterizedTest
  @MethodSource("servers")
  void everyStepOfAGoodDatabaseIsGoodAndNothingIsLeftBehind(DatabaseServer server)
      throws Exception {
    DatabaseAddress address = server.newDatabase();

    List<Finding> before = DatabaseCheck.of(address);

    assertThat(before).extracting(Finding::outcome).containsOnly(Outcome.GOOD);
    assertThat(before).extracting(Finding::step).containsExactly(Step.values());
    assertThat(TableShape.names(address)).noneMatch(name -> name.startsWith("audio_processor"));
    PlatformDatabase.open(address).close();
    assertThat(sentence(DatabaseCheck.of(address), Step.OWN_TABLES)).contains("exist");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void theFirstWrongStepIsTheLast(DatabaseServer server) {
    List<Finding> findings = DatabaseCheck.of(server.newEmptyDatabase());

    assertThat(findings.getLast().step()).isEqualTo(Step.PLATFORM_TABLE);
    assertThat(findings.getLast().outcome()).isEqualTo(Outcome.WRONG);
    assertThat(findings.getLast().sentence()).contains("The table Uploads does not exist");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aPortWithoutAServerIsANetworkFailure(DatabaseServer server) {
    DatabaseAddress there = server.newDatabase();
    String url = there.jdbcUrl().replace(":" + server.port(), ":1");

    List<Finding> findings =
        DatabaseCheck.of(new DatabaseAddress(url, there.user(), there.password(), null));

    assertThat(findings.getLast().step()).isEqualTo(Step.NETWORK);
    assertThat(findings.getLast().sentence()).contains("No server answers at [127.0.0.1:1]");
  }

  @Test
  void aHostWithoutAnAddressIsNamed() {
    List<Finding> findings =
        DatabaseCheck.of(
            new DatabaseAddress("jdbc:postgresql://nowhere.invalid/x", "me", "secret-word", null));

    assertThat(findings.getLast().step()).isEqualTo(Step.HOST_NAME);
    assertThat(findings.getLast().outcome()).isEqualTo(Outcome.WRONG);
    assertThat(findings.getLast().sentence()).contains("nowhere.invalid cannot be resolved");
  }

  /** 0 is this machine too, but the URL does not tell. */
  @Test
  void aServerThatCannotProveWhoItIsIsNotTrusted() {
    DatabaseAddress there = PostgresServer.shared().newDatabase();
    String url = there.jdbcUrl().replace("127.0.0.1", "0");

    List<Finding> findings =
        DatabaseCheck.of(new DatabaseAddress(url, there.user(), there.password(), null));

    assertThat(findings.getLast().step()).isEqualTo(Step.ENCRYPTION);
    assertThat(findings.getLast().sentence())
        .contains("does not support TLS", "Enable TLS", "sslmode=disable");
  }

  private static String sentence(List<Finding> findings, Step step) {
    return findings.stream().filter(one -> one.step() == step).findFirst().orElseThrow().sentence();
  }
}
