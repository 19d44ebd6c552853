package org.audioprocessor.queue.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.connect.DatabaseCheck.Finding;
import org.audioprocessor.queue.connect.DatabaseCheck.Outcome;
import org.audioprocessor.queue.connect.DatabaseCheck.Step;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.ServerTraits;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.schema.OwnTableNames.OwnTablesCheck;
import org.audioprocessor.queue.schema.PlatformTableCheck;
import org.audioprocessor.queue.schema.TableIndexes;
import org.audioprocessor.queue.schema.UploadsColumn;

/** The steps of the check that need a connection. Changes nothing. */
final class DatabaseProbe {
  private static final Duration TIME_TOLERANCE = Duration.ofMinutes(1);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  /** Statement for the platform's administrator. */
  private static final String CREATE_INDEX =
      "CREATE INDEX uploads_by_status ON Uploads (processing_status, uploaded_at, upload_id)";

  private static final int INDEX_MEASUREMENTS = 3;

  /** Above this, polling workers put noticeable load on the platform's server. */
  private static final double SLOW_MS = 20;

  private final JdbcConfig jdbcConfig;
  private final Connection connection;
  private Session session;
  private final PlatformTableCheck table;
  private final List<Finding> findings;

  DatabaseProbe(JdbcConfig jdbcConfig, Connection connection, List<Finding> findings) {
    this.jdbcConfig = jdbcConfig;
    this.connection = connection;
    session = new Session(connection, ServerTraits.usual(jdbcConfig.dialect()));
    this.findings = findings;
    table = new PlatformTableCheck(jdbcConfig, connection);
  }

  private interface Probe {
    Finding run() throws QueueException, SQLException;
  }

  /** Runs the steps until the first failure. */
  void run() {
    boolean usable =
        at(Step.ENCRYPTION, this::encryption)
            && at(Step.PLATFORM_TABLE, this::platformTable)
            && at(Step.ADDING, this::adding)
            && at(Step.OWN_TABLES, this::ownTables)
            && at(Step.CLOCK, this::clock);
    if (usable) {
      at(Step.INDEX, this::index);
    }
  }

  private boolean at(Step step, Probe probe) {
    Finding finding;
    try {
      finding = probe.run();
    } catch (QueueException e) {
      finding = new Finding(step, Outcome.WRONG, String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      String sentence = String.valueOf(ConnectionErrors.of(e, jdbcConfig).getMessage());
      finding = new Finding(step, Outcome.WRONG, sentence);
    }
    findings.add(finding);
    return finding.outcome() != Outcome.WRONG;
  }

  private Finding encryption() throws SQLException {
    String sql =
        jdbcConfig.dialect() == Dialect.MYSQL
            ? "SHOW SESSION STATUS LIKE 'Ssl_version'"
            : "SELECT 'ssl', COALESCE(version, '') FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    String version = session.first(sql, row -> row.getString(2)).orElse("");
    if (!version.isEmpty()) {
      return new Finding(Step.ENCRYPTION, Outcome.GOOD, "Encrypted with " + version + ".");
    }
    return jdbcConfig.url().isLoopback()
        ? new Finding(Step.ENCRYPTION, Outcome.GOOD, "Not encrypted, but local to this machine.")
        : new Finding(
            Step.ENCRYPTION,
            Outcome.ADVICE,
            "Not encrypted, because the database's URL disables it: data can be read and changed"
                + " on the network. Remove that option from the URL.");
  }

  private Finding platformTable() throws QueueException, SQLException {
    ServerTraits traits = table.check();
    session = new Session(connection, traits);
    String usable = table.name() + " exists and can be read and updated.";
    return table.otherTables().isEmpty()
        ? new Finding(Step.PLATFORM_TABLE, Outcome.GOOD, usable)
        : new Finding(Step.PLATFORM_TABLE, Outcome.ADVICE, usable + " " + table.otherTables());
  }

  private Finding adding() throws QueueException, SQLException {
    try {
      table.requireInsert(session.traits().uploads());
      return new Finding(Step.ADDING, Outcome.GOOD, "Uploads can be added by this user.");
    } catch (QueueException e) {
      return new Finding(
          Step.ADDING, Outcome.ADVICE, "Uploads cannot be added by this user. " + e.getMessage());
    }
  }

  private Finding ownTables() throws QueueException, SQLException {
    boolean there = new OwnTablesCheck(jdbcConfig, connection).exist();
    return new Finding(
        Step.OWN_TABLES,
        Outcome.GOOD,
        there
            ? "The program's own tables exist."
            : "The program's own tables do not exist yet; the first start creates them.");
  }

  private static final String ZONE_ON_POSTGRESQL =
      """
      SELECT CAST(EXTRACT(EPOCH FROM COALESCE(
        (SELECT MAX({u.uploaded_at}) FROM Uploads u
          WHERE u.uploaded_at < CURRENT_TIMESTAMP + INTERVAL '26' HOUR)
          - CAST(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS TIMESTAMP),
        INTERVAL '0' SECOND)) AS BIGINT) AS newest_ahead,
        (SELECT CAST(EXTRACT(EPOCH FROM z.utc_offset) AS BIGINT) FROM pg_db_role_setting s
          JOIN pg_timezone_names z ON 'timezone=' || lower(z.name) = ANY
            (SELECT lower(x) FROM unnest(s.setconfig) x)
          LEFT JOIN pg_roles r ON r.oid = s.setrole
          WHERE s.setdatabase IN
              (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
            AND (s.setrole = 0 OR (r.rolcanlogin AND NOT r.rolsuper
              AND has_table_privilege(s.setrole, CAST('Uploads' AS regclass), 'INSERT')))
          ORDER BY s.setrole = 0 DESC, abs(EXTRACT(EPOCH FROM z.utc_offset)) DESC
          LIMIT 1) AS zone_ahead\
      """;

  private static final String ZONE_ON_MYSQL =
      """
      SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(),
        (SELECT MAX(u.uploaded_at) FROM Uploads u
          WHERE u.uploaded_at < UTC_TIMESTAMP() + INTERVAL '26' HOUR)) AS newest_ahead,
        TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(),
          CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@global.time_zone)) AS zone_ahead\
      """;

  /** A time without a zone is in the local time of the session that wrote it. */
  private Finding timeZone() throws SQLException {
    boolean mySql = jdbcConfig.dialect() == Dialect.MYSQL;
    UploadsColumn.Type type = session.traits().uploads().column("uploaded_at").type();
    boolean zoneless = type == (mySql ? UploadsColumn.Type.DATETIME : UploadsColumn.Type.TIME);
    long seconds =
        session
            .first(
                mySql ? ZONE_ON_MYSQL : ZONE_ON_POSTGRESQL,
                row -> {
                  long newest = row.getLong("newest_ahead");
                  long zone = zoneless ? row.getLong("zone_ahead") : 0;
                  return zone != 0 ? zone : Math.max(0, newest);
                })
            .orElse(0L);
    if (Math.abs(seconds) < TIME_TOLERANCE.toSeconds()) {
      return new Finding(Step.CLOCK, Outcome.GOOD, "The clocks agree.");
    }
    return new Finding(
        Step.CLOCK,
        Outcome.ADVICE,
        String.format(
            Locale.ROOT,
            "Other programs write uploaded_at in a time zone %d min %s UTC, and the column %s does"
                + " not store the zone. Times in lists are wrong by this difference. Let these"
                + " programs write UTC, or ask the database's administrator to set the database's"
                + " time zone to UTC.",
            Math.round(Math.abs(seconds) / 60.0),
            seconds > 0 ? "ahead of" : "behind",
            session.traits().uploads().column("uploaded_at").typeName()));
  }

  private Finding clock() throws SQLException {
    Instant here = Instant.now();
    Instant theirs =
        session
            .first(
                "SELECT CURRENT_TIMESTAMP(6) AS now_there",
                row -> Objects.requireNonNull(jdbcConfig.dialect().instant(row, "now_there")))
            .orElseThrow();
    Duration apart = Duration.between(here, theirs);
    return apart.abs().compareTo(CLOCK_TOLERANCE) < 0
        ? timeZone()
        : new Finding(
            Step.CLOCK,
            Outcome.ADVICE,
            String.format(
                Locale.ROOT,
                "This machine's clock is %d s %s the database's. Leases use the database's clock,"
                    + " but times in logs are wrong. Set this machine's clock.",
                apart.abs().toSeconds(),
                apart.isNegative() ? "ahead of" : "behind"));
  }

  /** Measures the search for waiting uploads and advises an index if it is slow. */
  private Finding index() throws SQLException {
    boolean there = TableIndexes.read(session).byStatusAndTime();
    double milliseconds = candidatesMs();
    String took =
        String.format(Locale.ROOT, "The search for waiting uploads takes %.1f ms", milliseconds);
    if (there || milliseconds < SLOW_MS) {
      return new Finding(
          Step.INDEX, Outcome.GOOD, took + (there ? ", with the index on the status." : "."));
    }
    return new Finding(
        Step.INDEX,
        Outcome.ADVICE,
        took
            + ", because it reads the whole table; with an index it takes less than 5 ms. Ask the"
            + " platform's administrator for: "
            + session.traits().uploads().adapted(CREATE_INDEX)
            + ".");
  }

  /** Returns the median. Omits the join with the program's own tables, which may not exist yet. */
  private double candidatesMs() throws SQLException {
    List<Double> measured = new ArrayList<>();
    for (int i = 0; i < INDEX_MEASUREMENTS; i++) {
      long began = System.nanoTime();
      session.list(
          "SELECT {u.upload_id} AS upload_id FROM Uploads u WHERE u.processing_status = '0'"
              + " ORDER BY u.processing_status, u.uploaded_at, u.upload_id LIMIT 64",
          row -> row.getString(1));
      measured.add((System.nanoTime() - began) / 1e6);
    }
    return measured.stream().sorted().toList().get(INDEX_MEASUREMENTS / 2);
  }
}
