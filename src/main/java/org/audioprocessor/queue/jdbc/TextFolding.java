package org.audioprocessor.queue.jdbc;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a collation of PostgreSQL in which LOWER gives what the program's own lower case gives. In
 * the locale C it leaves É as it is, and in a Turkish one it makes I a dotless ı.
 */
public record TextFolding(Dialect dialect, Session session) {
  private static final String SAMPLE = "I\u00c9\u0416";
  private static final String LOWER = "i\u00e9\u0436";

  /** PostgreSQL's own since 17 and 18, ICU's, and the C library's. */
  private static final String COLLATIONS =
      """
      SELECT collname FROM pg_collation
      WHERE collname IN ('pg_c_utf8', 'und-x-icu', 'C.utf8', 'C.UTF-8', 'en_US.utf8', 'en-x-icu')
        AND collencoding IN (-1, pg_char_to_encoding(current_setting('server_encoding')))
        AND pg_collation_is_visible(oid)
      ORDER BY collname DESC\
      """;

  /**
   * Null where the database's own will do.
   *
   * @param isOwn the columns have collations of their own, which LOWER would follow
   */
  @Nullable
  public String collation(boolean isOwn) throws SQLException {
    if (dialect != Dialect.POSTGRESQL || (!isOwn && folds(""))) {
      return null;
    }
    List<String> known = session.list(COLLATIONS, row -> row.getString("collname"));
    for (String collation : known) {
      if (folds(" COLLATE \"" + collation + "\"")) {
        return collation;
      }
    }
    return null;
  }

  private boolean folds(String collation) throws SQLException {
    return session
        .first("SELECT LOWER(CAST(? AS TEXT)" + collation + ")", row -> row.getString(1), SAMPLE)
        .filter(LOWER::equals)
        .isPresent();
  }
}
