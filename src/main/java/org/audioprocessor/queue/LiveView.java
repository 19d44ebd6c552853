package org.audioprocessor.queue;

import java.sql.SQLException;
import java.util.List;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Transactions;
import org.audioprocessor.queue.list.UploadRows;

/** What is being worked on now, by all workers. Cheap enough to ask every second. */
public final class LiveView {
  private static final String AT_WORK =
      """
      SELECT upload_id FROM audio_processor_lease
      WHERE active = 1 ORDER BY upload_id LIMIT 1000\
      """;

  private final Transactions transactions;
  private final UploadRows rows;

  LiveView(Transactions transactions, UploadRows rows) {
    this.transactions = transactions;
    this.rows = rows;
  }

  /**
   * The uploads that a worker of ours holds, each with its lease: who, since when, until when. At
   * most 1000. A lease that ended by the database's clock belongs to a worker that is gone.
   */
  public List<UploadRow> atWork() throws QueueException {
    return transactions.read(session ->
        rows.byIds(session, held(session)).stream()
            .filter(row -> row.status() == UploadStatus.PROCESSING)
            .toList());
  }

  private static List<String> held(Session session) throws SQLException {
    return session.list(AT_WORK, row -> row.getString("upload_id"));
  }
}
