package org.audioprocessor.settings;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database of the uploads and the bucket of the objects. A connection has both, or neither:
 * then the workspace's own are used.
 *
 * @param name name shown to users
 * @param isProduction true if changes require confirmation
 */
public record Connection(
    String name, boolean isProduction, @Nullable Database database, @Nullable Bucket bucket) {
  /** The workspace's own database and bucket. */
  public static final Connection EMBEDDED = new Connection("embedded", false, null, null);

  /** Name of a connection that is not saved under a name. */
  public static final String UNNAMED = "platform";

  public boolean isEmbedded() {
    return database == null && bucket == null;
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

  /** The platform's bucket. Its credentials come from the default chain of AWS clients. */
  public record Bucket(
      String name, Endpoint endpoint, Encryption encryption, Checksums checksums) {}

  /**
   * The address of the bucket's service.
   *
   * @param uri null for Amazon S3
   * @param region null for the default of AWS clients
   * @param pathStyle the bucket's name is in the path instead of the host name
   * @param plainHttp allows a remote address without TLS
   */
  public record Endpoint(
      @Nullable URI uri, @Nullable String region, boolean pathStyle, boolean plainHttp) {
    private static final Pattern LOOPBACK =
        Pattern.compile("(?i)localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    public Endpoint(@Nullable URI uri, @Nullable String region, boolean pathStyle) {
      this(uri, region, pathStyle, false);
    }

    /**
     * Rejects a remote address without TLS: requests carry a session token and the objects, which
     * could be read on the network.
     *
     * @throws SettingsException if the address is http, remote, and not allowed
     */
    void requireTls() throws SettingsException {
      boolean open =
          uri != null
              && "http".equalsIgnoreCase(uri.getScheme())
              && !LOOPBACK.matcher(String.valueOf(uri.getHost())).matches();
      if (open && !plainHttp) {
        throw new SettingsException(
            "The bucket's endpoint "
                + SettingsSources.shown(String.valueOf(uri))
                + " is not encrypted, so that credentials and objects could be read on the"
                + " network. Use an https address. In a trusted network, set “"
                + SettingKey.PLAIN_HTTP
                + "” ("
                + SettingKey.PLAIN_HTTP.environmentVariable().orElse("")
                + ") to true.");
      }
    }
  }

  /** Checksums that a put carries. */
  public enum Checksums {
    ALWAYS,
    /** Only if the protocol requires one. */
    REQUIRED
  }

  /**
   * Encryption requested from the bucket.
   *
   * @param kmsKeyId null for the account's own key; only with KMS
   */
  public record Encryption(Kind kind, @Nullable String kmsKeyId) {
    /** Requests nothing: the bucket's default applies. */
    public static final Encryption NONE = new Encryption(Kind.NONE, null);

    private static final String WITH_KEY = "kms:";

    public enum Kind {
      NONE,
      S3,
      KMS
    }

    static Optional<Encryption> read(String text) {
      if (text.toLowerCase(Locale.ROOT).startsWith(WITH_KEY) && text.length() > WITH_KEY.length()) {
        return SettingParsers.oneLine(text.substring(WITH_KEY.length()))
            .map(key -> new Encryption(Kind.KMS, key));
      }
      return SettingParsers.word(Kind.class).apply(text).map(kind -> new Encryption(kind, null));
    }

    /** Returns the text of the setting: none, s3, kms, or kms: with a key's id. */
    @Override
    public String toString() {
      return kmsKeyId == null ? SettingParsers.word(kind) : WITH_KEY + kmsKeyId;
    }
  }
}
