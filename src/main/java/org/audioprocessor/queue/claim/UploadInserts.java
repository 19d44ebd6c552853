package org.audioprocessor.queue.claim;

import java.sql.SQLException;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.jdbc.Session;
import org.audioprocessor.queue.jdbc.Transactions;
import org.audioprocessor.queue.schema.UploadsTable;
import org.jspecify.annotations.Nullable;

/** Inserts uploads into the platform's table. */
public final class UploadInserts {
  private final Transactions transactions;

  public UploadInserts(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Returns true if the database generates the ids of uploads. */
  public boolean generatesIds() {
    return transactions.traits().uploads().generatesIds();
  }

  public Upload add(Upload upload) throws QueueException {
    return transactions.inTransaction(session -> insert(session, upload));
  }

  /** Inserts the row and rolls back, because only the table knows all of its constraints. */
  public void requireAddable(Upload upload) throws QueueException {
    transactions.runAndRollBack(session -> insert(session, upload));
  }

  private static Upload insert(Session session, Upload upload) throws SQLException {
    UploadsTable table = session.traits().uploads();
    if (!table.generatesIds()) {
      session.update(table.insertion(), upload.uploadId(), upload.fileName(), upload.uploadType());
      return upload;
    }
    @Nullable Object[] values = {upload.fileName(), upload.uploadType()};
    String uploadId = session.inserted(table.insertion(), "upload_id", values);
    return new Upload(uploadId, upload.fileName(), upload.uploadType());
  }
}
