package org.audioprocessor.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.audioprocessor.queue.DatabaseCheck.Finding;
import org.audioprocessor.queue.DatabaseCheck.Outcome;
import org.audioprocessor.queue.DatabaseCheck.Step;

/** The part of the check that needs a connection. Changes nothing. */
final class DatabaseLook {
  private static final Duration CLOCKS_AGREE_WITHIN = Duration.ofSeconds(5);

  private final ConnectionPlan plan;
  private final Connection connection;
  private final Session session;
  private final PlatformTable table;
  private final List<Finding> findings;

  DatabaseLook(ConnectionPlan plan, Connection connection, List<Finding> findings) {
    this.plan = plan;
    this.connection = connection;
    session = new Session(connection, PlatformFacts.USUAL);
    this.findings = findings;
    table = new PlatformTable(plan, connection);
  }

  private interface Look {
    Finding look() throws QueueException, SQLException;
  }

  /** Ends with the first finding that is wrong. */
  void everything() {
    boolean usable =
        at(Step.ENCRYPTION, this::encryption)
            && at(Step.PLATFORM_TABLE, this::platformTable)
            && at(Step.ADDING, this::adding)
            && at(Step.OWN_TABLES, this::ownTables)
            && at(Step.CLOCK, this::clock);
    if (usable) {
      at(Step.INDEX, () -> new StatusIndex(session).look());
    }
  }

  private boolean at(Step step, Look look) {
    Finding finding;
    try {
      finding = look.look();
    } catch (QueueException e) {
      finding = new Finding(step, Outcome.WRONG, String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      String sentence = String.valueOf(ConnectionTrouble.of(e, plan).getMessage());
      finding = new Finding(step, Outcome.WRONG, sentence);
    }
    findings.add(finding);
    return finding.outcome() != Outcome.WRONG;
  }

  private Finding encryption() throws SQLException {
    String sql =
        plan.dialect() == Dialect.MYSQL
            ? "SHOW SESSION STATUS LIKE 'Ssl_version'"
            : "SELECT 'ssl', COALESCE(version, '') FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    String version = session.first(sql, row -> row.getString(2)).orElse("");
    if (!version.isEmpty()) {
      return new Finding(Step.ENCRYPTION, Outcome.GOOD, "Encrypted with " + version + ".");
    }
    return plan.url().isLoopback()
        ? new Finding(Step.ENCRYPTION, Outcome.GOOD, "Not encrypted, on this machine only.")
        : new Finding(
            Step.ENCRYPTION,
            Outcome.ADVICE,
            "Not encrypted, because the database's URL says so: whoever is on the way can read and"
                + " change everything. Remove that option from the URL.");
  }

  private Finding platformTable() throws QueueException, SQLException {
    table.check();
    return new Finding(
        Step.PLATFORM_TABLE, Outcome.GOOD, "Uploads is there and can be read and updated.");
  }

  private Finding adding() throws QueueException, SQLException {
    try {
      table.requireInsert();
      return new Finding(Step.ADDING, Outcome.GOOD, "Uploads can be added from here.");
    } catch (QueueException e) {
      return new Finding(
          Step.ADDING, Outcome.ADVICE, "Uploads cannot be added from here. " + e.getMessage());
    }
  }

  private Finding ownTables() throws QueueException, SQLException {
    boolean there = new OwnTablesProbe(plan, connection).areThere();
    return new Finding(
        Step.OWN_TABLES,
        Outcome.GOOD,
        there ? "Our own tables are there." : "Our own tables can be made; the first start does.");
  }

  private Finding clock() throws SQLException {
    Instant asked = Instant.now();
    Instant theirs =
        session
            .first(
                "SELECT CURRENT_TIMESTAMP(6) AS now_there",
                row -> Objects.requireNonNull(plan.dialect().instant(row, "now_there")))
            .orElseThrow();
    Duration apart = Duration.between(asked, theirs);
    return apart.abs().compareTo(CLOCKS_AGREE_WITHIN) < 0
        ? new Finding(Step.CLOCK, Outcome.GOOD, "The clocks agree.")
        : new Finding(
            Step.CLOCK,
            Outcome.ADVICE,
            String.format(
                Locale.ROOT,
                "This machine's clock is %d s %s the database's. Leases go by the database's, but"
                    + " times in logs mislead: set this machine's clock.",
                apart.abs().toSeconds(),
                apart.isNegative() ? "ahead of" : "behind"));
  }
}
