package org.audioprocessor.queue.jdbc;

import org.audioprocessor.queue.schema.OwnTableNames;
import org.audioprocessor.queue.schema.UploadsTable;

/**
 * Properties of a database that its statements depend on.
 *
 * @param transactionStart statements to run at the start of each transaction, if a pooler assigns
 *     transactions to different server sessions; otherwise empty
 */
public record ServerTraits(
    OwnTableNames ownTables,
    UploadsTable uploads,
    StorableCharacters errorMessages,
    String transactionStart) {

  /**
   * Returns the traits of a database as documented by the platform, with the program's tables in
   * the same schema.
   */
  public static ServerTraits usual(Dialect dialect) {
    return new ServerTraits(
        OwnTableNames.BESIDE_THE_PLATFORMS,
        UploadsTable.asDocumented(dialect),
        StorableCharacters.ALL,
        "");
  }

  /** Returns the statement with this database's names and expressions. */
  String adapted(String sql) {
    return uploads.adapted(ownTables.qualified(sql));
  }
}
