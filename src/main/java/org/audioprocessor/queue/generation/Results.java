package org.audioprocessor.queue.generation;

import java.sql.SQLException;
import org.audioprocessor.queue.Result;
import org.audioprocessor.queue.jdbc.Session;

/** Keeps what the last completion of an upload measured. */
public final class Results {
  private static final String REPLACE =
      """
      UPDATE audio_processor_result SET track_id = ?, generation = ?, try_number = ?,
        input_lufs = ?, output_lufs = ?, true_peak_dbtp = ?, duration_seconds = ?,
        metadata_key = ?, completed_at = CURRENT_TIMESTAMP(6), verdict = NULL
      WHERE upload_id = ?\
      """;

  private static final String ADD =
      """
      INSERT INTO audio_processor_result (track_id, generation, try_number, input_lufs,
        output_lufs, true_peak_dbtp, duration_seconds, metadata_key, upload_id, completed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP(6))\
      """;

  private Results() {}

  /** A new generation is unreviewed again. To be called by the holder of the Uploads row's lock. */
  public static void keep(Session session, String uploadId, GenerationTry published, Result result)
      throws SQLException {
    if (write(session, REPLACE, uploadId, published, result) == 0) {
      write(session, ADD, uploadId, published, result);
    }
  }

  private static int write(
      Session session, String sql, String uploadId, GenerationTry published, Result result)
      throws SQLException {
    return session.update(
        sql,
        published.trackId(),
        published.generation(),
        published.tryNumber(),
        result.inputLufs(),
        result.outputLufs(),
        result.truePeakDbtp(),
        result.durationSeconds(),
        result.metadataKey(),
        uploadId);
  }
}
