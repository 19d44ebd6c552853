package org.audioprocessor.queue;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Inserts rows into the platform's table. */
final class Additions {
  private final Transactions transactions;

  Additions(Transactions transactions) {
    this.transactions = transactions;
  }

  Upload add(Upload upload) throws QueueException {
    return transactions.inTransaction(session -> insert(session, upload));
  }

  /** Inserts the row and takes it back: only the table knows all of its rules. */
  void rehearse(Upload upload) throws QueueException {
    transactions.rehearsed(session -> insert(session, upload));
  }

  private static Upload insert(Session session, Upload upload) throws SQLException {
    UploadsTable table = session.platform().uploads();
    if (!table.generatesIds()) {
      session.update(table.insertion(), upload.uploadId(), upload.fileName(), upload.uploadType());
      return upload;
    }
    @Nullable Object[] values = {upload.fileName(), upload.uploadType()};
    String uploadId = session.inserted(table.insertion(), "upload_id", values);
    return new Upload(uploadId, upload.fileName(), upload.uploadType());
  }
}
