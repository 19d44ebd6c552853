package org.audioprocessor.queue.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table as configured or as in the server's catalogue, without quotes.
 *
 * @param schema schema, or database on MySQL; null if not given
 */
record TableName(@Nullable String schema, String table) {
  private static final String PART = "[\\p{L}\\p{N}_$][\\p{L}\\p{N}\\p{M}_$ -]{0,62}";
  private static final Pattern FORM = Pattern.compile("(?:(" + PART + ")\\.)?(" + PART + ")");

  /**
   * Parses {@code table} or {@code schema.table}.
   *
   * @throws QueueException ADDRESS_UNUSABLE if it is neither
   */
  static TableName of(String text) throws QueueException {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new QueueException(
          QueueException.Kind.ADDRESS_UNUSABLE,
          "The table's name must be table or schema.table, each of up to 63 letters, digits,"
              + " spaces, hyphens, _ and $, without quotes: "
              + PlainText.escaped(text),
          null);
    }
    return new TableName(form.group(1), form.group(2));
  }

  /** Returns the quoted name for statements, so that the server does not fold its case. */
  String quoted(Dialect dialect) {
    char quote = dialect == Dialect.MYSQL ? '`' : '"';
    String name = quote + table + quote;
    return schema == null ? name : quote + schema + quote + "." + name;
  }

  @Override
  public String toString() {
    return schema == null ? table : schema + "." + table;
  }
}
