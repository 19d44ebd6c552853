package org.audioprocessor.queue.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.queue.connect.DatabaseCheck.Finding;
import org.audioprocessor.queue.connect.DatabaseCheck.Outcome;
import org.audioprocessor.queue.connect.DatabaseCheck.Step;
import org.audioprocessor.queue.jdbc.Session;

/**
 * The one index on the platform's table that claims and pages gain from. It is the platform's to
 * make; we never do.
 */
public final class StatusIndex {
  /** For the platform's administrator. */
  private static final String STATEMENT =
      "CREATE INDEX uploads_by_status ON Uploads (processing_status, uploaded_at, upload_id)";

  private static final int MEASUREMENTS = 3;

  /** Above this, workers that poll are a burden to the platform's server. */
  private static final double SLOW_MS = 20;

  private final Session session;

  public StatusIndex(Session session) {
    this.session = session;
  }

  /** How long the search for waiting uploads takes, and what would help. */
  public Finding look() throws SQLException {
    boolean there = TableIndexes.read(session).byStatusAndTime();
    double milliseconds = candidatesMs();
    String took =
        String.format(Locale.ROOT, "Looking for waiting uploads takes %.1f ms", milliseconds);
    if (there || milliseconds < SLOW_MS) {
      return new Finding(
          Step.INDEX, Outcome.GOOD, took + (there ? ", by the index on the status." : "."));
    }
    return new Finding(
        Step.INDEX,
        Outcome.ADVICE,
        took
            + ", since the whole table is read each time; with an index it takes less than 5 ms."
            + " Ask the platform's administrator for: "
            + session.traits().uploads().named(STATEMENT)
            + ".");
  }

  /** The median. Without the join on our own tables, which may be missing yet. */
  double candidatesMs() throws SQLException {
    List<Double> measured = new ArrayList<>();
    for (int i = 0; i < MEASUREMENTS; i++) {
      long began = System.nanoTime();
      session.list(
          "SELECT {u.upload_id} AS upload_id FROM Uploads u WHERE u.processing_status = '0'"
              + " ORDER BY u.processing_status, u.uploaded_at, u.upload_id LIMIT 64",
          row -> row.getString(1));
      measured.add((System.nanoTime() - began) / 1e6);
    }
    return measured.stream().sorted().toList().get(MEASUREMENTS / 2);
  }
}
