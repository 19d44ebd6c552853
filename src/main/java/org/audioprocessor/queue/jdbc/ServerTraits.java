package org.audioprocessor.queue.jdbc;

import org.audioprocessor.queue.schema.OwnTableNames;
import org.audioprocessor.queue.schema.UploadsTable;
import org.jspecify.annotations.Nullable;

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

  /**
   * Characters that the platform's {@code error_message} can store. Writing an outcome must not
   * fail because its message quotes a file name.
   */
  public enum StorableCharacters {
    ALL,
    /** MySQL's utf8mb3: up to U+FFFF. */
    BASIC_PLANE,
    /** Any other encoding: the common subset. */
    ASCII;

    /** Returns the set for the server's name of an encoding. */
    public static StorableCharacters of(@Nullable String encoding) {
      return switch (encoding == null ? "" : encoding.toLowerCase(java.util.Locale.ROOT)) {
        case "utf8mb4", "utf16", "utf32" -> ALL;
        case "utf8mb3", "ucs2" -> BASIC_PLANE;
        default -> ASCII;
      };
    }

    /** Replaces each character that cannot be stored by a question mark. */
    @Nullable
    public String replaceUnstorable(@Nullable String text) {
      if (text == null || this == ALL) {
        return text;
      }
      int last = this == BASIC_PLANE ? Character.MAX_VALUE : 0x7e;
      StringBuilder stored = new StringBuilder();
      text.codePoints()
          .forEach(character -> stored.appendCodePoint(character <= last ? character : '?'));
      return stored.toString();
    }
  }
}
