package org.audioprocessor.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.audioprocessor.settings.Connection.Database;
import org.audioprocessor.settings.Settings.EffectiveSettings;
import org.audioprocessor.settings.Settings.EffectiveSettings.Origin;
import org.audioprocessor.settings.StoreConfig.Bucket;
import org.audioprocessor.settings.StoreConfig.Endpoint;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.Encryption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
  private static final Map<String, String> PLATFORM =
      Map.of(
          "AUDIO_PROCESSOR_DB_URL", "jdbc:postgresql://db.example.com:5432/platform",
          "AUDIO_PROCESSOR_DB_USER", "worker",
          "AUDIO_PROCESSOR_BUCKET", "music");

  private static final Connection STAGING =
      new Connection(
          "staging",
          false,
          new Database("jdbc:mysql://staging/db", "me", "ours"),
          new Bucket(
              "staging-music",
              new Endpoint(URI.create("https://s3.example.com"), "eu-central-1", true),
              new Encryption.KmsKey("alias/music"),
              Checksums.REQUIRED));

  private static final Connection PRODUCTION =
      new Connection(
          "production",
          true,
          new Database("jdbc:postgresql://live/db", "me", null),
          new Bucket(
              "music",
              new Endpoint(null, null, false),
              new Encryption.BucketDefault(),
              Checksums.ALWAYS));

  @TempDir private Path folder;
  private SettingsFile file;

  @BeforeEach
  void chooseFile() {
    file = new SettingsFile(folder.resolve("settings.json"), InstantSource.system());
  }

  private EffectiveSettings resolve(Map<String, String> environment) throws SettingsException {
    return SettingsSources.resolve(Map.of(), environment, file);
  }

  private static Map<String, String> and(Map<String, String> these, String name, String value) {
    Map<String, String> more = new java.util.HashMap<>(these);
    more.put(name, value);
    return more;
  }

  @Test
  void theEnvironmentNamesAPlatform() throws SettingsException {
    Connection found = resolve(PLATFORM).settings().connection();

    assertThat(found.isEmbedded()).isFalse();
    assertThat(found.database())
        .isEqualTo(new Database("jdbc:postgresql://db.example.com:5432/platform", "worker", null));
    assertThat(found.store())
        .isEqualTo(
            new Bucket(
                "music",
                new Endpoint(null, null, false),
                new Encryption.BucketDefault(),
                Checksums.ALWAYS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AUDIO_PROCESSOR_DB_URL", "AUDIO_PROCESSOR_DB_USER", "AUDIO_PROCESSOR_BUCKET"})
  void halfAConnectionIsRefusedWithTheNameOfTheOtherHalf(String missing) {
    Map<String, String> half = new java.util.HashMap<>(PLATFORM);
    half.remove(missing);
    assertThatThrownBy(() -> resolve(half))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(missing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://u:hunter2@host/db",
        "jdbc:postgresql://host/db?user=u&password=hunter2",
        "jdbc:postgresql://host/db?PassWord=hunter2",
        "jdbc:postgresql://host/db?pass%77ord=hunter2",
        "jdbc:mysql://address=(host=h)(password=hunter2)/db",
        "postgres://u:hunter2@host/db",
        "jdbc:mariadb://host/db?password=hunter2"
      })
  void aPasswordInsideAUrlIsRefusedAndNeverRepeated(String url) {
    assertThatThrownBy(() -> resolve(and(PLATFORM, "AUDIO_PROCESSOR_DB_URL", url)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("AUDIO_PROCESSOR_DB_PASSWORD")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "AUDIO_PROCESSOR_ENDPOINT,https://key:hunter2@s3.example.com",
    "AUDIO_PROCESSOR_ENDPOINT,s3.example.com",
    "AUDIO_PROCESSOR_BUCKET,s3://bucket",
    "AUDIO_PROCESSOR_PATH_STYLE,maybe",
    "AUDIO_PROCESSOR_ENCRYPTION,rot13",
    "AUDIO_PROCESSOR_CHECKSUMS,never",
    "AUDIO_PROCESSOR_DB_SCHEMA,a;b",
    "AUDIO_PROCESSOR_ISOLATION,none",
    "AUDIO_PROCESSOR_HEALTH_PORT,65536",
    "AUDIO_PROCESSOR_HEALTH_ADDRESS,example.com",
    "AUDIO_PROCESSOR_LOG_FORMAT,xml"
  })
  void whatIsNotAllowedIsRefusedWithItsName(String variable, String value) {
    assertThatThrownBy(() -> resolve(and(PLATFORM, variable, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(variable)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.5:9000",
        "http://localhost.elsewhere",
        "http://127.0.0.1.elsewhere:80",
        "http://store:9000"
      })
  void anEndpointWithoutTlsOnAnotherMachineMustBeAllowed(String endpoint) throws SettingsException {
    Map<String, String> open = and(PLATFORM, "AUDIO_PROCESSOR_ENDPOINT", endpoint);

    assertThatThrownBy(() -> resolve(open))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("AUDIO_PROCESSOR_PLAIN_HTTP");
    Connection allowed =
        resolve(and(open, "AUDIO_PROCESSOR_PLAIN_HTTP", "true")).settings().connection();
    assertThat(((Bucket) allowed.store()).endpoint().uri()).isEqualTo(URI.create(endpoint));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:9000", "http://localhost", "http://[::1]:9", "https://a.b"})
  void onThisMachineAnEndpointNeedsNoTls(String endpoint) throws SettingsException {
    assertThat(resolve(and(PLATFORM, "AUDIO_PROCESSOR_ENDPOINT", endpoint)).warnings()).isEmpty();
  }

  @Test
  void theFileAddsNothingToAConnectionOfTheEnvironment() throws Exception {
    Files.writeString(
        file.path(),
        "{\"database\": {\"schema\": \"other\"},"
            + " \"bucket\": {\"endpoint\": \"https://elsewhere.example\"}}");

    Connection found = resolve(PLATFORM).settings().connection();

    assertThat(((Bucket) found.store()).endpoint().uri()).isNull();
    assertThat(requireNonNull(found.database()).schema()).isNull();
  }

  @Test
  void savedConnectionsComeBackAndTheChosenOneIsUsed() throws SettingsException {
    file.change(document -> saved(saved(document, STAGING), PRODUCTION));

    SettingsDocument loaded = file.load().document();
    assertThat(loaded.connectionNames()).containsExactly("staging", "production");
    assertThat(Connections.saved(loaded, "staging")).isEqualTo(STAGING);
    assertThat(Connections.saved(loaded, "production")).isEqualTo(PRODUCTION);
    assertThat(loaded.unknownNames()).isEmpty();
    assertThat(resolve(Map.of()).settings().connection().isEmbedded()).isTrue();

    file.change(document -> document.with(SettingKey.CONNECTION, "staging"));
    EffectiveSettings found = resolve(Map.of());
    assertThat(found.settings().connection()).isEqualTo(STAGING);
    assertThat(found.origin(SettingKey.DATABASE_URL)).isEqualTo(Origin.FILE);
    assertThat(found.warnings()).isEmpty();

    Map<String, String> chosen = Map.of("AUDIO_PROCESSOR_CONNECTION", "production");
    assertThat(resolve(chosen).settings().connection()).isEqualTo(PRODUCTION);
    Map<String, String> embedded = Map.of("AUDIO_PROCESSOR_CONNECTION", "embedded");
    assertThat(resolve(embedded).settings().connection()).isEqualTo(Connection.EMBEDDED);

    file.change(document -> document.withoutConnection("staging"));
    assertThatThrownBy(() -> resolve(Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("“staging”")
        .hasMessageContaining("production, embedded");
  }

  private static SettingsDocument saved(SettingsDocument document, Connection connection) {
    try {
      return Connections.with(document, connection);
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theEnvironmentAndASavedConnectionAreNeverMixed() throws SettingsException {
    file.change(document -> saved(document, STAGING).with(SettingKey.CONNECTION, STAGING.name()));

    EffectiveSettings found = resolve(PLATFORM);

    assertThat(found.settings().connection().store())
        .isEqualTo(
            new Bucket(
                "music",
                new Endpoint(null, null, false),
                new Encryption.BucketDefault(),
                Checksums.ALWAYS));
    assertThat(found.warnings())
        .singleElement()
        .asString()
        .contains("“staging” is not used", "AUDIO_PROCESSOR_");
    assertThatThrownBy(() -> resolve(and(PLATFORM, "AUDIO_PROCESSOR_CONNECTION", "staging")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("Set only one");
  }

  @Test
  void aConnectionOfTheFileThatIsNotAllowedIsNotReplacedByTheWorkspace() throws Exception {
    Files.writeString(
        file.path(),
        "{\"database\": {\"url\": \"jdbc:postgresql://u:hunter2@h/d\", \"user\": \"u\"},"
            + " \"bucket\": {\"name\": \"music\"}}");
    assertThatThrownBy(() -> resolve(Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("database.url")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "embedded", "a/b", "a\nb", "../x"})
  void aConnectionNeedsANameOfItsOwn(String name) {
    Connection unnamed = new Connection(name, false, STAGING.database(), STAGING.store());
    assertThatThrownBy(() -> Connections.with(SettingsDocument.empty(), unnamed))
        .isInstanceOf(SettingsException.class);
  }

  @Test
  void unknownNamesInsideAConnectionAreKeptAndSaid() throws Exception {
    Files.writeString(
        file.path(), "{\"connections\": {\"a\": {\"bucket\": {\"colour\": 1}, \"threads\": 2}}}");
    assertThat(file.load().document().unknownNames())
        .containsExactly("connections.a.bucket.colour", "connections.a.threads");
  }

  @Test
  void aPasswordWithoutADatabaseIsMentioned() throws SettingsException {
    assertThat(resolve(Map.of("AUDIO_PROCESSOR_DB_PASSWORD", "hunter2")).warnings())
        .singleElement()
        .asString()
        .contains("AUDIO_PROCESSOR_DB_PASSWORD is set")
        .doesNotContain("hunter2");
  }
}
