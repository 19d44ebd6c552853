package org.audioprocessor.settings;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database of the uploads and the store of the objects. Both belong to a platform, or both are
 * the workspace's own.
 *
 * @param name name shown to users
 * @param isProduction true if changes require confirmation
 * @param database null for the workspace's own
 */
public record Connection(
    String name, boolean isProduction, @Nullable Database database, StoreConfig store) {
  /** The workspace's own database and folder. */
  public static final Connection EMBEDDED =
      new Connection("embedded", false, null, new StoreConfig.Folder());

  /** Name of a connection that is not saved under a name. */
  public static final String UNNAMED = "platform";

  public boolean isEmbedded() {
    return database == null;
  }

  /**
   * The platform's database, without its password.
   *
   * @param schema schema of the program's own tables; null for the schema of the platform's table
   * @param table the platform's table; null for the documented name
   */
  public record Database(String url, String user, @Nullable String schema, @Nullable String table) {
    private static final Pattern ENCRYPTION_OPTION = Pattern.compile("ssl|tls|publickey");

    public Database(String url, String user, @Nullable String schema) {
      this(url, user, schema, null);
    }

    /**
     * Returns the account that a stored password belongs to: host, port and database as written in
     * the URL, the options for encryption, and the user. The connection's name is not part of it,
     * because another settings file may use the same name for another server.
     */
    public String account() {
      String[] parts = url.split("\\?", 2);
      String encryption =
          parts.length < 2
              ? ""
              : Stream.of(parts[1].split("&"))
                  .filter(one -> ENCRYPTION_OPTION.matcher(one.toLowerCase(Locale.ROOT)).find())
                  .sorted()
                  .collect(Collectors.joining("&"));
      return user + " at " + parts[0] + (encryption.isEmpty() ? "" : "?" + encryption);
    }
  }
}
