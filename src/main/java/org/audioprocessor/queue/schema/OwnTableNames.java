package org.audioprocessor.queue.schema;

import java.util.regex.Pattern;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Qualifies the names of the program's own tables, which are in the platform's schema or in a
 * separate one.
 *
 * @param prefix prefix of the names in statements
 */
public record OwnTableNames(String prefix) {
  public static final OwnTableNames BESIDE_THE_PLATFORMS = new OwnTableNames("");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
  private static final Pattern OWN_TABLE = Pattern.compile("\\baudio_processor_");

  public static OwnTableNames in(@Nullable String schema, Dialect dialect) {
    if (schema == null) {
      return BESIDE_THE_PLATFORMS;
    }
    // quoted, as Flyway does: PostgreSQL would otherwise fold it to lower case
    String quote = dialect == Dialect.MYSQL ? "`" : "\"";
    return new OwnTableNames(quote + schema + quote + ".");
  }

  public static void requireName(@Nullable String schema) throws QueueException {
    if (schema != null && !NAME.matcher(schema).matches()) {
      throw new QueueException(
          QueueException.Kind.ADDRESS_UNUSABLE,
          "The schema's name must consist of letters, digits and underscores, and begin with a"
              + " letter: "
              + PlainText.escaped(schema),
          null);
    }
  }

  /** Returns the statement with qualified table names. */
  public String qualified(String sql) {
    return prefix.isEmpty() ? sql : OWN_TABLE.matcher(sql).replaceAll(prefix + "audio_processor_");
  }
}
