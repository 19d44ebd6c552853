package org.audioprocessor.settings;

import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.Encryption;
import org.jspecify.annotations.Nullable;

/**
 * The store of a connection. A new kind is a record here and a case of {@code
 * app.ConnectionFactory.store}; other code uses the methods of this interface.
 */
public sealed interface StoreConfig {
  /** Returns the name that is shown to users; empty for the workspace's folder. */
  String name();

  /** Whether requests are signed with the credentials of the AWS clients. */
  default boolean usesAwsCredentials() {
    return false;
  }

  /** Writes the settings of this store. */
  void write(Connections.Writing writing) throws SettingsException;

  /** The folder of the workspace. */
  record Folder() implements StoreConfig {
    @Override
    public String name() {
      return "";
    }

    @Override
    public void write(Connections.Writing writing) {}
  }

  /** The platform's bucket. Its credentials come from the default chain of AWS clients. */
  record Bucket(String name, Endpoint endpoint, Encryption encryption, Checksums checksums)
      implements StoreConfig {
    @Override
    public boolean usesAwsCredentials() {
      return true;
    }

    @Override
    public void write(Connections.Writing writing) throws SettingsException {
      writing.write(SettingKey.BUCKET, name);
      writing.write(SettingKey.ENDPOINT, endpoint.uri() == null ? "" : endpoint.uri().toString());
      writing.write(SettingKey.REGION, Objects.requireNonNullElse(endpoint.region(), ""));
      endpoint.requireTls();
      writing.write(SettingKey.PATH_STYLE, endpoint.pathStyle());
      writing.write(SettingKey.PLAIN_HTTP, endpoint.plainHttp());
      writing.write(SettingKey.ENCRYPTION, encryption);
      writing.write(SettingKey.CHECKSUMS, checksums);
    }
  }

  /**
   * The address of the bucket's service.
   *
   * @param uri null for Amazon S3
   * @param region null for the default of AWS clients
   * @param pathStyle the bucket's name is in the path instead of the host name
   * @param plainHttp allows a remote address without TLS
   */
  record Endpoint(
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

  /**
   * Reads the store that the settings name.
   *
   * @throws SettingsException if something is missing
   */
  static StoreConfig read(Connections.Source source) throws SettingsException {
    String name = source.value(SettingKey.BUCKET);
    String uri = source.value(SettingKey.ENDPOINT);
    String region = source.value(SettingKey.REGION);
    Endpoint endpoint =
        new Endpoint(
            uri.isEmpty() ? null : URI.create(uri),
            region.isEmpty() ? null : region,
            source.value(SettingKey.PATH_STYLE),
            source.value(SettingKey.PLAIN_HTTP));
    endpoint.requireTls();
    Encryption encryption = source.value(SettingKey.ENCRYPTION);
    Checksums checksums = source.value(SettingKey.CHECKSUMS);
    if (name.isEmpty()) {
      if (!uri.isEmpty()) {
        throw Connections.missing(
            "“" + SettingKey.ENDPOINT + "” is set, but no bucket", SettingKey.BUCKET);
      }
      return new Folder();
    }
    return new Bucket(name, endpoint, encryption, checksums);
  }
}
