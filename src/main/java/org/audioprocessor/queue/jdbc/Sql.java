package org.audioprocessor.queue.jdbc;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;

/**
 * The SQL statements, the same text for all databases. {@code {span}} is a placeholder for a
 * duration.
 */
public final class Sql {
  private Sql() {}

  /**
   * Replaces {@code {span}} by a duration with millisecond precision. The databases have no common
   * way to bind one.
   */
  public static String withSpan(String sql, Duration span) {
    String seconds = String.format(Locale.ROOT, "%d.%03d", span.toSeconds(), span.toMillisPart());
    return sql.replace("{span}", "INTERVAL '" + seconds + "' SECOND");
  }

  // --- the platform's table

  private static final String LOCK_UPLOAD =
      "SELECT {upload_id} AS upload_id, {file_name} AS file_name, {upload_type} AS upload_type,"
          + " {processing_status} AS processing_status FROM Uploads"
          + " WHERE upload_id = ? FOR UPDATE";

  public static final String LOCK_UPLOAD_WAITING = LOCK_UPLOAD;

  /**
   * By primary key only: with ORDER BY and LIMIT, MySQL returned no row although uploads waited.
   */
  public static final String LOCK_UPLOAD_OR_SKIP = LOCK_UPLOAD + " SKIP LOCKED";

  public static final String UPLOAD_EXISTS =
      "SELECT {upload_id} AS upload_id FROM Uploads WHERE upload_id = ?";

  static final String SET_STATUS =
      "UPDATE Uploads SET processing_status = ?, error_message = ? WHERE upload_id = ?";

  /**
   * The LEFT JOIN excludes uploads in their back-off. In some collations of MySQL {@code '0 '}
   * equals {@code '0'}; a condition against that would prevent PostgreSQL from using the index.
   */
  public static final String CANDIDATES =
      """
      SELECT {u.upload_id} AS upload_id, {u.file_name} AS file_name,
        {u.upload_type} AS upload_type
      FROM Uploads u
      LEFT JOIN audio_processor_lease l ON l.upload_id = {u.upload_id}
      WHERE {u.processing_status is '0'}
        AND ({=u.upload_type} = 'track' OR u.upload_type IS NULL)
        AND (l.next_attempt_at IS NULL OR l.next_attempt_at <= CURRENT_TIMESTAMP(6))
      ORDER BY u.processing_status, u.uploaded_at, u.upload_id LIMIT ? OFFSET ?\
      """;

  // --- leases

  public static final String LOCK_LEASE =
      """
      SELECT track_id, owner, token, attempts, lost, active, last_outcome,
        CASE WHEN next_attempt_at > CURRENT_TIMESTAMP(6) THEN 1 ELSE 0 END AS resting,
        CASE WHEN expires_at < CURRENT_TIMESTAMP(6) THEN 1 ELSE 0 END AS expired
      FROM audio_processor_lease WHERE upload_id = ? FOR UPDATE\
      """;

  public static final String FIRST_LEASE =
      """
      INSERT INTO audio_processor_lease
        (track_id, owner, attempts, lost, upload_id, token, active, expires_at)
      VALUES (?, ?, ?, ?, ?, 1, 1, CURRENT_TIMESTAMP(6) + {span})\
      """;

  public static final String NEXT_LEASE =
      """
      UPDATE audio_processor_lease SET track_id = ?, owner = ?, attempts = ?, lost = ?,
        token = token + 1, active = 1, next_attempt_at = NULL,
        expires_at = CURRENT_TIMESTAMP(6) + {span} WHERE upload_id = ?\
      """;

  public static final String RENEW =
      """
      UPDATE audio_processor_lease SET expires_at = CURRENT_TIMESTAMP(6) + {span}
      WHERE upload_id = ? AND owner = ? AND token = ? AND active = 1\
      """;

  /** The oldest claimable upload; uses the index of {@link #CANDIDATES}. */
  public static final String OLDEST_WAITING =
      """
      SELECT u.uploaded_at, CURRENT_TIMESTAMP(6) AS now_there FROM Uploads u
      LEFT JOIN audio_processor_lease l ON l.upload_id = u.upload_id
      WHERE u.processing_status = '0' AND (u.upload_type = 'track' OR u.upload_type IS NULL)
        AND u.uploaded_at IS NOT NULL
        AND (l.next_attempt_at IS NULL OR l.next_attempt_at <= CURRENT_TIMESTAMP(6))
      ORDER BY u.processing_status, u.uploaded_at, u.upload_id LIMIT 1\
      """;

  public static final String READ_PROBE = "SELECT u.upload_id FROM Uploads u WHERE 1 = 0";

  public static final String WRITE_PROBE =
      "UPDATE Uploads SET processing_status = NULL WHERE 1 = 0";

  public static final String WRITE_PROBE_OF_LEASES =
      "UPDATE audio_processor_lease SET owner = owner WHERE 1 = 0";

  public static final String STILL_MINE =
      """
      SELECT l.upload_id FROM audio_processor_lease l, Uploads u
      WHERE u.upload_id = ? AND u.processing_status = 'processing'
        AND l.upload_id = ? AND l.owner = ? AND l.token = ? AND l.active = 1\
      """;

  public static final String END_LEASE =
      """
      UPDATE audio_processor_lease SET active = 0, expires_at = NULL, attempts = ?, lost = ?,
        last_outcome = ?, next_attempt_at = NULL WHERE upload_id = ?\
      """;

  public static final String BACK_OFF =
      "UPDATE audio_processor_lease SET next_attempt_at = CURRENT_TIMESTAMP(6) + {span}"
          + " WHERE upload_id = ?";

  /** Requeue: the next claim is attempt 1, and the new token invalidates the last holder. */
  public static final String START_OVER =
      """
      UPDATE audio_processor_lease SET token = token + 1, active = 0, expires_at = NULL,
        attempts = 0, lost = 0, next_attempt_at = NULL WHERE upload_id = ?\
      """;

  public static final String TRACK_OF_LEASE =
      "SELECT track_id FROM audio_processor_lease WHERE upload_id = ?";

  public static final String EXPIRED =
      """
      SELECT upload_id FROM audio_processor_lease
      WHERE active = 1 AND expires_at < CURRENT_TIMESTAMP(6) ORDER BY expires_at LIMIT ?\
      """;

  public static final String TOO_LONG_LEASES =
      """
      SELECT upload_id FROM audio_processor_lease
      WHERE active = 1 AND expires_at > CURRENT_TIMESTAMP(6) + {span} LIMIT 1\
      """;

  /** Leases longer than the maximum were granted before this machine's clock was set back. */
  public static final String SHORTEN_LEASES =
      """
      UPDATE audio_processor_lease SET expires_at = CURRENT_TIMESTAMP(6) + {span}
      WHERE active = 1 AND expires_at > CURRENT_TIMESTAMP(6) + {span}\
      """;

  // --- tracks

  public static final String LOCK_TRACK =
      """
      SELECT holder_upload, last_generation, current_generation,
        current_try, CASE WHEN hold_until > CURRENT_TIMESTAMP(6) THEN 1 ELSE 0 END AS held
      FROM audio_processor_track WHERE track_id = ? FOR UPDATE\
      """;

  public static final String FIRST_TRACK =
      "INSERT INTO audio_processor_track (track_id, hold_token, last_generation) VALUES (?, 0, 0)";

  public static final String HOLD_TRACK =
      "UPDATE audio_processor_track SET holder_upload = ?, holder_token = ? WHERE track_id = ?";

  public static final String FREE_TRACK =
      "UPDATE audio_processor_track SET holder_upload = NULL, holder_token = NULL"
          + " WHERE track_id = ? AND holder_upload = ?";

  public static final String SET_LAST_GENERATION =
      "UPDATE audio_processor_track SET last_generation = ? WHERE track_id = ?";

  public static final String SET_CURRENT =
      "UPDATE audio_processor_track SET current_generation = ?, current_try = ?"
          + " WHERE track_id = ?";

  public static final String HOLD_FOR_ROLLBACK =
      """
      UPDATE audio_processor_track SET hold_owner = ?, hold_token = hold_token + 1,
        hold_until = CURRENT_TIMESTAMP(6) + {span} WHERE track_id = ?\
      """;

  public static final String HOLD_TOKEN =
      "SELECT hold_token FROM audio_processor_track WHERE track_id = ?";

  public static final String RENEW_HOLD =
      """
      UPDATE audio_processor_track SET hold_until = CURRENT_TIMESTAMP(6) + {span}
      WHERE track_id = ? AND hold_token = ? AND hold_until > CURRENT_TIMESTAMP(6)\
      """;

  public static final String STILL_HELD =
      """
      SELECT track_id FROM audio_processor_track
      WHERE track_id = ? AND hold_token = ? AND hold_until > CURRENT_TIMESTAMP(6)\
      """;

  public static final String END_HOLD =
      "UPDATE audio_processor_track SET hold_owner = NULL, hold_until = NULL"
          + " WHERE track_id = ? AND hold_token = ?";

  // --- generations

  private static final String ONE_TRY = " WHERE track_id = ? AND generation = ? AND try_number = ?";

  private static final String GENERATION_ROWS =
      """
      SELECT g.track_id, g.generation, g.try_number, g.state, g.created_at, g.published_at,
        g.replaced_at FROM audio_processor_generation g\
      """;

  public static final String GENERATIONS_OF_TRACK =
      GENERATION_ROWS + " WHERE g.track_id = ? ORDER BY g.generation DESC, g.try_number DESC";

  public static final String GENERATION = GENERATION_ROWS + ONE_TRY;

  public static final String LOCK_GENERATION =
      "SELECT track_id FROM audio_processor_generation" + ONE_TRY + " FOR UPDATE";

  public static final String CURRENT_GENERATION =
      GENERATION_ROWS
          + " JOIN audio_processor_track t ON t.track_id = g.track_id"
          + " AND t.current_generation = g.generation AND t.current_try = g.try_number"
          + " WHERE t.track_id = ?";

  public static final String ADD_GENERATION =
      """
      INSERT INTO audio_processor_generation
        (track_id, generation, try_number, upload_id, token, state, created_at)
      VALUES (?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP(6))\
      """;

  public static final String RESUME_GENERATION =
      "UPDATE audio_processor_generation SET upload_id = ?, token = ?" + ONE_TRY;

  public static final String SET_STATE =
      "UPDATE audio_processor_generation SET state = ?" + ONE_TRY;

  public static final String SET_PUBLISHED =
      "UPDATE audio_processor_generation SET state = 'PUBLISHED', replaced_at = NULL,"
          + " published_at = COALESCE(published_at, CURRENT_TIMESTAMP(6))"
          + ONE_TRY;

  /** The tries that a fixed name may have referred to. */
  public static final String SET_OTHERS_REPLACED =
      """
      UPDATE audio_processor_generation SET replaced_at = CURRENT_TIMESTAMP(6)
      WHERE track_id = ? AND state IN ('PUBLISHED', 'SWITCHING') AND replaced_at IS NULL
        AND NOT (generation = ? AND try_number = ?)\
      """;

  /** Restarts the grace period of a rollback's target, in case the rollback is interrupted. */
  public static final String SET_REPLACED_NOW =
      "UPDATE audio_processor_generation SET replaced_at = CURRENT_TIMESTAMP(6)" + ONE_TRY;

  /**
   * Replaced before the grace period, or abandoned without a reference by a fixed name, or partly
   * collected. A try that began to switch and was not replaced stays, because players may read it.
   */
  private static final String MAY_BE_COLLECTED =
      """
      (g.state = 'COLLECTING'
       OR g.replaced_at < CURRENT_TIMESTAMP(6) - {span}
       OR (g.state = 'WRITING' AND g.created_at < CURRENT_TIMESTAMP(6) - {span}
         AND NOT EXISTS (SELECT 1 FROM audio_processor_lease l
           WHERE l.upload_id = g.upload_id AND l.token = g.token AND l.active = 1)))\
      """;

  public static final String COLLECTABLE =
      GENERATION_ROWS + " WHERE" + MAY_BE_COLLECTED + " ORDER BY g.created_at LIMIT ?";

  public static final String IS_COLLECTABLE =
      GENERATION_ROWS
          + " WHERE g.track_id = ? AND g.generation = ? AND g.try_number = ? AND"
          + MAY_BE_COLLECTED;

  public static final String FORGET_GENERATION = "DELETE FROM audio_processor_generation" + ONE_TRY;

  public static final String KEYS =
      "SELECT object_key FROM audio_processor_object" + ONE_TRY + " ORDER BY object_number";

  public static final String LAST_KEY_NUMBER =
      "SELECT COALESCE(MAX(object_number), 0) AS last_number FROM audio_processor_object" + ONE_TRY;

  /**
   * Returns one statement for many keys, because MySQL's driver sends the statements of a batch one
   * by one.
   */
  public static String addKeys(int rows) {
    return "INSERT INTO audio_processor_object"
        + " (track_id, generation, try_number, object_number, object_key) VALUES "
        + String.join(", ", Collections.nCopies(rows, "(?, ?, ?, ?, ?)"));
  }

  public static final String FORGET_KEYS = "DELETE FROM audio_processor_object" + ONE_TRY;
}
