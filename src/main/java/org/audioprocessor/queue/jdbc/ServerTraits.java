package org.audioprocessor.queue.jdbc;

import org.audioprocessor.queue.schema.OwnTableNames;
import org.audioprocessor.queue.schema.UploadsTable;

/**
 * What statements need to know of the database that they run on.
 *
 * @param transactionStart to run at the start of each transaction, where a pooler gives every
 *     transaction another session of the server; empty otherwise
 */
public record ServerTraits(
    OwnTableNames ownTables,
    UploadsTable uploads,
    StoredText errorMessages,
    String transactionStart) {

  /** A database as the platform documents it, with our tables beside its own. */
  public static ServerTraits usual(Dialect dialect) {
    return new ServerTraits(
        OwnTableNames.BESIDE_THE_PLATFORMS, UploadsTable.asDocumented(dialect), StoredText.ALL, "");
  }

  /** The statement with the names of this database. */
  String named(String sql) {
    return uploads.named(ownTables.named(sql));
  }
}
