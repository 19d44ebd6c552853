package org.audioprocessor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationOptionsTest {
  private static final Map<String, String> PLATFORM =
      Map.of(
          "AUDIO_PROCESSOR_DB_URL", "jdbc:postgresql://127.0.0.1:1/platform",
          "AUDIO_PROCESSOR_DB_USER", "worker",
          "AUDIO_PROCESSOR_DB_PASSWORD", "hunter2",
          "AUDIO_PROCESSOR_BUCKET", "music",
          "AUDIO_PROCESSOR_REGION", "eu-central-1",
          "AUDIO_PROCESSOR_RAW_PREFIX", "in/");

  @TempDir private Path folder;

  private ApplicationOptions platform() {
    return new ApplicationOptions(folder, Map.of(), PLATFORM);
  }

  @Test
  void theEmbeddedOnesForgetTheSurroundingsConnectionAndNothingElse() throws StartupException {
    assertThat(Application.settings(platform()).settings().connection().isEmbedded()).isFalse();

    ApplicationOptions embedded = platform().with(SettingKey.DATABASE_USER, "me").embedded();

    assertThat(Application.settings(embedded).settings().connection())
        .isEqualTo(Connection.EMBEDDED);
    assertThat(Application.settings(embedded).settings().prefixes().raw()).isEqualTo("in/");
    assertThat(Application.settings(embedded).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"window, false, true", "always, true, true", "never, false, false"})
  void qualityIsTheWindowsUnlessItIsAskedForAlwaysOrNever(
      String setting, boolean worker, boolean window) throws StartupException {
    ApplicationOptions options =
        new ApplicationOptions(folder, Map.of(), Map.of("AUDIO_PROCESSOR_QUALITY", setting));
    try (Application application = Application.open(options)) {
      assertThat(application.renderSettings().quality()).isEqualTo(worker);
      assertThat(application.windowRenderSettings().quality()).isEqualTo(window);
    }
  }

  @Test
  void passwordsAreNoPartOfWhatTheyShow() {
    assertThat(platform().withPassword(Secret.of("swordfish")).toString())
        .contains("AUDIO_PROCESSOR_DB_PASSWORD")
        .doesNotContain("hunter2")
        .doesNotContain("swordfish");
  }

  @Test
  void aDatabaseThatIsAwayIsWorthWaitingForAndAWrongSettingIsNot() {
    assertThatThrownBy(() -> Application.open(platform()).close())
        .isInstanceOfSatisfying(
            StartupException.class, e -> assertThat(e.isWorthWaiting()).isTrue());
    assertThatThrownBy(() -> Application.open(platform().with(SettingKey.THREADS, "-1")).close())
        .isInstanceOfSatisfying(
            StartupException.class, e -> assertThat(e.isWorthWaiting()).isFalse());
  }
}
