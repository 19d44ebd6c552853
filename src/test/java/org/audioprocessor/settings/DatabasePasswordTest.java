package org.audioprocessor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.audioprocessor.settings.Connection.Bucket;
import org.audioprocessor.settings.Connection.Database;
import org.audioprocessor.settings.Connection.Endpoint;
import org.audioprocessor.testing.RememberedSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasePasswordTest {
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
            Connection.Encryption.NONE,
            Connection.Checksums.ALWAYS));
  }

  private Optional<DatabasePassword> find(Map<String, String> environment)
      throws SettingsException {
    return DatabasePassword.find(STAGING, environment, () -> keychain);
  }

  private static Map<String, String> file(Path path) {
    return Map.of(EnvironmentNames.DATABASE_PASSWORD_FILE, path.toString());
  }

  @Test
  void theEnvironmentGoesBeforeTheKeychain() throws Exception {
    keychain.keep("staging", Secret.of("kept"));
    Path mounted = Files.writeString(folder.resolve("password"), " mounted \n");

    assertThat(find(Map.of(EnvironmentNames.DATABASE_PASSWORD, "set")))
        .contains(
            new DatabasePassword(
                Secret.of("set"), Origin.ENVIRONMENT, EnvironmentNames.DATABASE_PASSWORD));
    assertThat(find(file(mounted)))
        .contains(
            new DatabasePassword(Secret.of(" mounted "), Origin.ENVIRONMENT, mounted.toString()));
    assertThat(find(Map.of()))
        .contains(new DatabasePassword(Secret.of("kept"), Origin.KEYCHAIN, "staging"));
  }

  @Test
  void aConnectionThatNobodySavedHasNothingInTheKeychain() throws SettingsException {
    keychain.keep(Connection.UNNAMED, Secret.of("kept"));
    assertThat(DatabasePassword.find(connection(Connection.UNNAMED), Map.of(), () -> keychain))
        .isEmpty();
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
