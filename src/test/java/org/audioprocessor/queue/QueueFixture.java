package org.audioprocessor.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.ServerTraits;
import org.audioprocessor.queue.jdbc.Transactions.QueueConnections;
import org.jspecify.annotations.Nullable;

/** A migrated database under test, with direct changes to its rows as by other systems. */
public record QueueFixture(DataSource dataSource, Dialect dialect) {
  public static final Duration LEASE = Duration.ofSeconds(60);
  private static final List<String> TABLES =
      List.of(
          "audio_processor_review",
          "audio_processor_result",
          "audio_processor_quality",
          "audio_processor_object",
          "audio_processor_generation",
          "audio_processor_attempt",
          "audio_processor_lease",
          "audio_processor_track",
          "Uploads");

  public UploadQueue queue() {
    return new UploadQueue(dataSource, dialect);
  }

  public UploadQueue queue(InstantSource clock) {
    return new UploadQueue(
        QueueConnections.all(dataSource), dialect, ServerTraits.usual(dialect), clock);
  }

  /** Uploads in bulk, from 0 on. */
  public void many(int count, IntFunction<Row> row) {
    for (int from = 0; from < count; from += 500) {
      List<Object> values = new ArrayList<>();
      StringJoiner rows =
          new StringJoiner(
              ", ",
              "INSERT INTO Uploads (upload_id, file_name, processing_status, uploaded_at) VALUES ",
              "");
      for (int i = from; i < Math.min(from + 500, count); i++) {
        Row one = row.apply(i);
        rows.add("(?, ?, ?, " + (one.uploadedAt() == null ? "NULL" : "?") + ")");
        values.addAll(List.of("u" + i, one.fileName(), one.status()));
        if (one.uploadedAt() != null) {
          values.add(Dialect.utcTime(one.uploadedAt()));
        }
      }
      sql(rows.toString(), values.toArray());
    }
  }

  /** What differs from upload to upload. */
  public record Row(String fileName, String status, @Nullable Instant uploadedAt) {}

  void empty() {
    TABLES.forEach(table -> sql("DELETE FROM " + table));
  }

  public int sql(String statement, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(statement, e);
    }
  }

  long number(String query) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement prepared = connection.prepareStatement(query);
        ResultSet row = prepared.executeQuery()) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }

  /** A row as the platform may have written it. */
  public void row(
      String uploadId, String fileName, @Nullable String type, @Nullable String status) {
    sql(
        "INSERT INTO Uploads (upload_id, file_name, upload_type, processing_status)"
            + " VALUES (?, ?, ?, ?)",
        uploadId,
        fileName,
        type,
        status);
  }

  public void waiting(int count) {
    for (int i = 0; i < count; i++) {
      row("u" + i, "song" + i + ".mp3", "track", "0");
    }
  }

  public void setStatus(String uploadId, @Nullable String status) {
    sql("UPDATE Uploads SET processing_status = ? WHERE upload_id = ?", status, uploadId);
  }

  /** As if the lease's time had passed. */
  public void expire(Claim claim) {
    sql(
        "UPDATE audio_processor_lease SET expires_at = CURRENT_TIMESTAMP(6)"
            + " - INTERVAL '1' SECOND WHERE upload_id = ?",
        claim.uploadId());
  }

  void endRest(String uploadId) {
    sql(
        "UPDATE audio_processor_lease SET next_attempt_at = CURRENT_TIMESTAMP(6)"
            + " - INTERVAL '1' SECOND WHERE upload_id = ?",
        uploadId);
  }

  void ageGenerations(int days) {
    String shift = " - INTERVAL '" + days * 86_400L + "' SECOND";
    sql("UPDATE audio_processor_generation SET replaced_at = replaced_at" + shift);
    sql("UPDATE audio_processor_generation SET created_at = created_at" + shift);
  }
}
