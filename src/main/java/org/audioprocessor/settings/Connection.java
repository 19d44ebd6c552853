package org.audioprocessor.settings;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the uploads and the objects are. Without a database and a bucket both are the workspace's
 * own; there is never only one of them.
 *
 * @param name as people call it
 * @param isProduction work on it deserves more questions
 */
public record Connection(
    String name, boolean isProduction, @Nullable Database database, @Nullable Bucket bucket) {
  /** The workspace's own. */
  public static final Connection EMBEDDED = new Connection("embedded", false, null, null);

  /** What a connection is called that nobody has saved under a name. */
  public static final String UNNAMED = "platform";

  public boolean isEmbedded() {
    return database == null && bucket == null;
  }

  /**
   * The platform's database; its password is nowhere in here.
   *
   * @param schema of our own tables; null: beside the platform's table
   * @param table the platform's, where it is not called as the platform documents it
   */
  public record Database(String url, String user, @Nullable String schema, @Nullable String table) {
    private static final Pattern CONCERNS_ENCRYPTION = Pattern.compile("ssl|tls|publickey");

    public Database(String url, String user, @Nullable String schema) {
      this(url, user, schema, null);
    }

    /**
     * What a kept password is bound to: host, port and database as the URL writes them, the options
     * that concern encryption, and the user. The connection's name is no part of it, since another
     * settings file may give the same name to another server.
     */
    public String account() {
      String[] parts = url.split("\\?", 2);
      String encryption =
          parts.length < 2
              ? ""
              : Stream.of(parts[1].split("&"))
                  .filter(one -> CONCERNS_ENCRYPTION.matcher(one.toLowerCase(Locale.ROOT)).find())
                  .sorted()
                  .collect(Collectors.joining("&"));
      return user + " at " + parts[0] + (encryption.isEmpty() ? "" : "?" + encryption);
    }
  }

  /** The platform's bucket; its credentials are found where AWS clients look for them. */
  public record Bucket(
      String name, Endpoint endpoint, Encryption encryption, Checksums checksums) {}

  /**
   * Where the bucket's service is.
   *
   * @param uri null: Amazon's own
   * @param region null: as AWS clients find it
   * @param pathStyle the bucket's name stands in the path instead of the host's name
   * @param plainHttp an address on another machine may be reached without TLS
   */
  public record Endpoint(
      @Nullable URI uri, @Nullable String region, boolean pathStyle, boolean plainHttp) {
    private static final Pattern LOOPBACK =
        Pattern.compile("(?i)localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    public Endpoint(@Nullable URI uri, @Nullable String region, boolean pathStyle) {
      this(uri, region, pathStyle, false);
    }

    /**
     * Requests carry a session token and the objects themselves, which everybody on the way can
     * read without TLS.
     *
     * @throws SettingsException if the address is http, on another machine, and not allowed
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
                + " is not encrypted, so that credentials and objects could be read on the way. Use"
                + " an https address. For a network that you trust, set “"
                + SettingKey.PLAIN_HTTP
                + "” ("
                + SettingKey.PLAIN_HTTP.environmentVariable().orElse("")
                + ") to true.");
      }
    }
  }

  /** Which checksums a put carries. */
  public enum Checksums {
    ALWAYS,
    /** Only where the protocol demands one. */
    REQUIRED
  }

  /**
   * What the bucket is asked to encrypt with.
   *
   * @param kmsKeyId null: the account's own key; only with KMS
   */
  public record Encryption(Kind kind, @Nullable String kmsKeyId) {
    /** Nothing is asked for: the bucket does what it does by itself. */
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

    /** As it is set: none, s3, kms, or kms: with a key's id. */
    @Override
    public String toString() {
      return kmsKeyId == null ? SettingParsers.word(kind) : WITH_KEY + kmsKeyId;
    }
  }
}
