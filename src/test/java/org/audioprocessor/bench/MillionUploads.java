package org.audioprocessor.bench;

import java.util.List;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.testing.DatabaseServer;

/**
 * A platform's database after years of work: of a hundred uploads two wait, three failed, the rest
 * was published by us.
 *
 * @param rows a power of ten
 */
public record MillionUploads(DatabaseServer server, boolean postgres, int rows) {
  public static final String INDEX =
      "CREATE INDEX uploads_by_status ON Uploads (processing_status, uploaded_at, upload_id)";

  public DatabaseAddress fill() throws QueueException {
    DatabaseAddress address = server.newDatabase();
    PlatformDatabase.open(address).close();
    server.run(address, uploads());
    server.run(address, lease(), attempt(), track(), result());
    for (String table : List.of("Uploads", "lease", "attempt", "track", "result")) {
      String name = table.equals("Uploads") ? table : "audio_processor_" + table;
      server.run(address, (postgres ? "VACUUM ANALYZE " : "ANALYZE TABLE ") + name);
    }
    return address;
  }

  private String uploads() {
    StringBuilder number = new StringBuilder("0");
    StringBuilder digits = new StringBuilder();
    for (long power = 1, digit = 0; power < rows; power *= 10, digit++) {
      number.append(" + ").append(power).append(" * d").append(digit).append(".n");
      digits.append(digit == 0 ? "" : ", ").append(TEN).append(" d").append(digit);
    }
    String seconds = postgres ? "INTERVAL '1' SECOND * (9 * x.n)" : "INTERVAL (9 * x.n) SECOND";
    return """
    INSERT INTO Uploads
    SELECT CONCAT('upload-', x.n), CONCAT('song ', x.n, '.mp3'), 'track',
      CASE WHEN MOD(x.n, 100) < 2 THEN '0' WHEN MOD(x.n, 100) < 5 THEN 'failed'
        ELSE 'completed' END,
      TIMESTAMP '2017-01-01 00:00:00' + %s,
      CASE WHEN MOD(x.n, 100) IN (2, 3, 4) THEN 'It is not audio.' END
    FROM (SELECT %s AS n FROM %s) x\
    """
        .formatted(seconds, number, digits);
  }

  private static final String TEN =
      "(SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
          + " UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8"
          + " UNION ALL SELECT 9)";

  private static String lease() {
    return """
    INSERT INTO audio_processor_lease
      (upload_id, track_id, owner, token, attempts, lost, active, last_outcome)
    SELECT upload_id, file_name, 'worker', 1, 0, 0, 0, 'COMPLETED' FROM Uploads
    WHERE processing_status <> '0'\
    """;
  }

  private static String attempt() {
    return """
    INSERT INTO audio_processor_attempt
      (upload_id, token, owner, attempt, started_at, ended_at, outcome, kind)
    SELECT upload_id, 1, 'worker', 1, CURRENT_TIMESTAMP(6), CURRENT_TIMESTAMP(6),
      CASE processing_status WHEN 'failed' THEN 'FAILED' ELSE 'COMPLETED' END,
      CASE processing_status WHEN 'failed' THEN 'NOT_AUDIO' END
    FROM Uploads WHERE processing_status <> '0'\
    """;
  }

  private static String track() {
    return """
    INSERT INTO audio_processor_track
      (track_id, hold_token, last_generation, current_generation, current_try)
    SELECT file_name, 0, 1, 1, 0 FROM Uploads WHERE processing_status = 'completed'\
    """;
  }

  private static String result() {
    return """
    INSERT INTO audio_processor_result
      (upload_id, track_id, generation, try_number, input_lufs, output_lufs, completed_at,
       verdict)
    SELECT upload_id, file_name, 1, 0, -9.5, -14.0, CURRENT_TIMESTAMP(6),
      CASE WHEN upload_id LIKE '%7' THEN NULL ELSE 'APPROVED' END
    FROM Uploads WHERE processing_status = 'completed'\
    """;
  }
}
