package org.audioprocessor.settings.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Connection.Database;
import org.audioprocessor.settings.Settings.EffectiveSettings.Origin;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.SettingsSources.EnvironmentNames;
import org.audioprocessor.settings.StoreConfig.Bucket;
import org.audioprocessor.settings.StoreConfig.Endpoint;
import org.audioprocessor.settings.secret.SecretStore.Keychain;
import org.audioprocessor.storage.Checksums;
import org.audioprocessor.storage.Encryption;
import org.audioprocessor.testing.RememberedSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasePasswordTest {
  private static final String ACCOUNT = "u at jdbc:postgresql://h/d";
  private static final Connection STAGING = connection("staging");

  @TempDir private Path folder;
  private final RememberedSecrets keychain = new RememberedSecrets();

  private static Connection connection(String name) {
    return new Connection(
        name,
        false,
        new Database("jdbc:postgresql://h/d", "u", null),
        new Bucket(
            "music",
            new Endpoint(null, null, false),
            new Encryption.BucketDefault(),
            Checksums.ALWAYS));
  }

  private Optional<DatabasePassword> find(Map<String, String> environment)
      throws SettingsException {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("AUDIO_PROCESSOR_DB_URL", "jdbc:postgresql://h/d");
    all.putIfAbsent("AUDIO_PROCESSOR_DB_USER", "u");
    return DatabasePassword.find(STAGING, Map.of(), all, () -> keychain);
  }

  private static Map<String, String> file(Path path) {
    return Map.of(EnvironmentNames.DATABASE_PASSWORD_FILE, path.toString());
  }

  @Test
  void theEnvironmentGoesBeforeTheKeychain() throws Exception {
    keychain.keep(ACCOUNT, Secret.of("kept"));
    Path mounted = Files.writeString(folder.resolve("password"), " mounted \n");

    assertThat(find(Map.of(EnvironmentNames.DATABASE_PASSWORD, "set")))
        .contains(
            new DatabasePassword(
                Secret.of("set"), Origin.ENVIRONMENT, EnvironmentNames.DATABASE_PASSWORD));
    assertThat(find(file(mounted)))
        .contains(
            new DatabasePassword(Secret.of(" mounted "), Origin.ENVIRONMENT, mounted.toString()));
    assertThat(find(Map.of()))
        .contains(new DatabasePassword(Secret.of("kept"), Origin.KEYCHAIN, ACCOUNT));
  }

  @Test
  void anUnsavedConnectionHasNothingInTheKeychain() throws SettingsException {
    keychain.keep(ACCOUNT, Secret.of("kept"));
    assertThat(
            DatabasePassword.find(
                connection(Connection.UNNAMED), Map.of(), Map.of(), () -> keychain))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:postgresql://h:5433/d", "jdbc:postgresql://h/other", "", "unset"})
  void theEnvironmentsPasswordGoesOnlyToTheDatabaseOfTheEnvironment(String url) {
    Map<String, String> environment = new HashMap<>();
    environment.put(EnvironmentNames.DATABASE_PASSWORD, "hunter2");
    if (!url.equals("unset")) {
      environment.put("AUDIO_PROCESSOR_DB_URL", url);
      environment.put("AUDIO_PROCESSOR_DB_USER", "u");
    }

    assertThatThrownBy(() -> DatabasePassword.find(STAGING, Map.of(), environment, () -> keychain))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("AUDIO_PROCESSOR_DB_URL")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void theEnvironmentsPasswordIsNotForAnotherUser() {
    assertThatThrownBy(() ->
            find(
                Map.of(
                    EnvironmentNames.DATABASE_PASSWORD,
                    "hunter2",
                    "AUDIO_PROCESSOR_DB_USER",
                    "other")))
        .isInstanceOf(SettingsException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://elsewhere/d",
        "jdbc:postgresql://h:5433/d",
        "jdbc:postgresql://h/other",
        "jdbc:postgresql://h/d?sslmode=disable",
        "jdbc:mysql://h/d",
      })
  void aKeptPasswordIsNotGivenToAnotherServerUnderTheSameName(String url) throws Exception {
    keychain.keep(ACCOUNT, Secret.of("kept"));
    Connection other =
        new Connection("staging", false, new Database(url, "u", null), STAGING.store());

    assertThat(DatabasePassword.find(other, Map.of(), Map.of(), () -> keychain)).isEmpty();
  }

  @Test
  void aKeptPasswordStaysWhenTheConnectionIsRenamedOrItsTimeoutsChange() throws Exception {
    keychain.keep(ACCOUNT, Secret.of("kept"));
    Database waiting = new Database("jdbc:postgresql://h/d?connectTimeout=9", "u", "own");
    Connection renamed = new Connection("other", true, waiting, STAGING.store());

    assertThat(DatabasePassword.find(renamed, Map.of(), Map.of(), () -> keychain)).isPresent();
  }

  @Test
  void twoPasswordsAreRefused() {
    Map<String, String> both = new HashMap<>(file(folder.resolve("p")));
    both.put(EnvironmentNames.DATABASE_PASSWORD, "hunter2");
    assertThatThrownBy(() -> find(both))
        .hasMessageContaining("both set")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "one\ntwo\n"})
  void aFileWithoutOneLineIsRefusedAndNotRepeated(String text) throws Exception {
    Path path = Files.writeString(folder.resolve("password"), text);
    assertThatThrownBy(() -> find(file(path)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("does not hold a password")
        .hasMessageNotContaining("one\n");
  }

  @Test
  void aFileThatIsNotThereIsSaidWithItsVariable() {
    assertThatThrownBy(() -> find(file(folder.resolve("none"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(EnvironmentNames.DATABASE_PASSWORD_FILE);
  }

  @Test
  void aSecretIsShownByNothingThatHoldsIt() throws SettingsException {
    Optional<DatabasePassword> found = find(Map.of(EnvironmentNames.DATABASE_PASSWORD, "hunter2"));
    assertThat(found.orElseThrow().toString()).doesNotContain("hunter2").contains("•••");
    assertThat(Secret.of("hunter2").toString()).isEqualTo("•••");
  }

  @Test
  void withoutAKeychainNothingIsKeptAndItIsSaidInWords() {
    assertThat(SecretStore.NONE.isAvailable()).isFalse();
    assertThatThrownBy(() -> SecretStore.NONE.keep("staging", Secret.of("hunter2")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(EnvironmentNames.DATABASE_PASSWORD_FILE)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void thisMachinesKeychainAnswersOrSaysThatThereIsNone() throws SettingsException {
    SecretStore store = Keychain.ofThisUser();
    assertThat(store.description()).isNotBlank();
    if (!store.isAvailable()) {
      assertThat(store.find("a connection that nobody has")).isEmpty();
      assertThatThrownBy(() -> store.keep("a connection", Secret.of("x")))
          .isInstanceOf(SettingsException.class);
    }
  }
}
