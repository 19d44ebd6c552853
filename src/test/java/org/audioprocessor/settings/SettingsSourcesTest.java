package org.audioprocessor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.audioprocessor.settings.Settings.EffectiveSettings;
import org.audioprocessor.settings.Settings.EffectiveSettings.Origin;
import org.audioprocessor.settings.Settings.EffectiveSettings.Value;
import org.audioprocessor.settings.Settings.Encoder;
import org.audioprocessor.settings.Settings.Output;
import org.audioprocessor.settings.Settings.Prefixes;
import org.audioprocessor.settings.Settings.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsSourcesTest {

  @TempDir private Path folder;
  private Path path;
  private SettingsFile file;

  @BeforeEach
  void chooseFile() {
    path = folder.resolve("settings.json");
    file = new SettingsFile(path, InstantSource.system());
  }

  @Test
  void theDefaultsAreThePlatforms() throws SettingsException {
    EffectiveSettings found = resolve(Map.of(), Map.of());

    assertThat(found.settings())
        .isEqualTo(
            new Settings(
                new Target(-14, 11, -1.5),
                new Output(Encoder.AUTO, 10, Settings.Quality.WINDOW),
                new Prefixes("tracks/", "mwonya_audio_tracks/", "failedprocessing_tracks/"),
                Connection.EMBEDDED,
                new Settings.Operation(
                    0,
                    new Settings.Pace(10, 2, 60, 3),
                    Settings.Isolation.CHILD,
                    new Settings.HealthPort("127.0.0.1", 0),
                    Settings.LogFormat.TEXT)));
    assertThat(found.values()).hasSize(SettingKey.ALL.size());
    assertThat(found.values()).extracting(Value::origin).containsOnly(Origin.DEFAULT);
    assertThat(found.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AUDIO_PROCESSOR_DB_CONNECTIONS, 4, 5 to 64",
    "AUDIO_PROCESSOR_POLL_SECONDS, 0, 1 to 300",
    "AUDIO_PROCESSOR_LEASE_SECONDS, 29, 30 to 3600",
    "AUDIO_PROCESSOR_LOST_CLAIMS, 101, 1 to 100"
  })
  void aPaceOutsideItsRangeIsRefusedWithTheRange(String variable, String value, String range)
      throws Exception {
    assertThatThrownBy(() -> resolve(Map.of(), Map.of(variable, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining("a whole number from " + range);
  }

  @Test
  void flagBeatsEnvironmentBeatsFileBeatsDefault() throws Exception {
    Files.writeString(
        path, "{\"threads\": 2, \"output\": {\"segmentSeconds\": 4, \"encoder\": \"quick\"}}");
    Map<String, String> environment =
        Map.of("AUDIO_PROCESSOR_THREADS", "3", "AUDIO_PROCESSOR_SEGMENT_SECONDS", " 6 ");

    EffectiveSettings found = resolve(Map.of(SettingKey.THREADS, "4"), environment);

    assertThat(found.settings().threads()).isEqualTo(4);
    assertThat(found.settings().output())
        .isEqualTo(new Output(Encoder.QUICK, 6, Settings.Quality.WINDOW));
    assertThat(found.origin(SettingKey.THREADS)).isEqualTo(Origin.FLAG);
    assertThat(found.origin(SettingKey.SEGMENT_SECONDS)).isEqualTo(Origin.ENVIRONMENT);
    assertThat(found.origin(SettingKey.ENCODER)).isEqualTo(Origin.FILE);
    assertThat(found.origin(SettingKey.RAW_PREFIX)).isEqualTo(Origin.DEFAULT);
    assertThat(found.values())
        .contains(
            new Value(
                "output.segmentSeconds",
                "6.0",
                Origin.ENVIRONMENT,
                "AUDIO_PROCESSOR_SEGMENT_SECONDS"),
            new Value("output.encoder", "quick", Origin.FILE, path.toString()));
  }

  @Test
  void theEnvironmentSetsThePrefixesAndAnEmptyVariableSetsNothing() throws SettingsException {
    Map<String, String> environment =
        Map.of(
            "AUDIO_PROCESSOR_RAW_PREFIX", "a b",
            "AUDIO_PROCESSOR_PROCESSED_PREFIX", "c/d/",
            "AUDIO_PROCESSOR_FAILED_PREFIX", "",
            "RAW_PREFIX", "no");
    assertThat(resolve(Map.of(), environment).settings().prefixes())
        .isEqualTo(new Prefixes("a b", "c/d/", "failedprocessing_tracks/"));
  }

  @ParameterizedTest
  @CsvSource({
    "AUDIO_PROCESSOR_THREADS,-1",
    "AUDIO_PROCESSOR_THREADS,many",
    "AUDIO_PROCESSOR_THREADS,1.5",
    "AUDIO_PROCESSOR_SEGMENT_SECONDS,1.9",
    "AUDIO_PROCESSOR_SEGMENT_SECONDS,31",
    "AUDIO_PROCESSOR_SEGMENT_SECONDS,NaN",
    "AUDIO_PROCESSOR_RAW_PREFIX,/abs",
    "AUDIO_PROCESSOR_RAW_PREFIX,a/../b",
    "AUDIO_PROCESSOR_FAILED_PREFIX,a//b",
    "AUDIO_PROCESSOR_PROCESSED_PREFIX,a\\b"
  })
  void aVariableThatIsNotAllowedIsRefusedWithItsName(String variable, String text) {
    assertThatThrownBy(() -> resolve(Map.of(), Map.of(variable, text)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining("“" + text + "”")
        .hasMessageContaining("must be");
  }

  @Test
  void theEncoderOfEarlierSettingsIsFfmpegs() throws Exception {
    assertThat(resolve(Map.of(SettingKey.ENCODER, "best"), Map.of()).settings().output().encoder())
        .isEqualTo(Encoder.FFMPEG);
  }

  @Test
  void aFlagThatIsNotAllowedIsRefused() {
    assertThatThrownBy(() -> resolve(Map.of(SettingKey.ENCODER, "loud"), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("auto, ffmpeg, fdk, faac or quick");
  }

  @Test
  void aValueOfTheFileThatIsNotAllowedIsReplacedWithAWarning() throws Exception {
    Files.writeString(
        path, "{\"threads\": \"a\\nb\", \"output\": [], \"target\": {\"truePeakDbtp\": 3}}");

    EffectiveSettings found = resolve(Map.of(), Map.of());

    assertThat(found.settings().threads()).isZero();
    assertThat(found.settings().target().truePeakDbtp()).isEqualTo(-1.5);
    assertThat(found.origin(SettingKey.THREADS)).isEqualTo(Origin.DEFAULT);
    assertThat(found.warnings())
        .hasSize(3)
        .anyMatch(warning -> warning.contains("“threads” is “a\uFFFDb”"))
        .anyMatch(warning -> warning.contains("“target.truePeakDbtp” is “3”"))
        .anyMatch(warning -> warning.contains("“output” in settings.json is not known"));
  }

  @Test
  void aNumberInQuotesIsANumber() throws Exception {
    Files.writeString(path, "{\"threads\": \"5\"}");
    assertThat(resolve(Map.of(), Map.of()).settings().threads()).isEqualTo(5);
  }

  @Test
  void aDamagedFileIsSaidToBeAndTheDefaultsHold() throws IOException, SettingsException {
    Files.writeString(path, "{\"threads\": 5");
    EffectiveSettings found = resolve(Map.of(), Map.of());
    assertThat(found.settings().threads()).isZero();
    assertThat(found.warnings()).singleElement().asString().contains("damaged");
  }

  private EffectiveSettings resolve(
      Map<SettingKey<?>, String> flags, Map<String, String> environment) throws SettingsException {
    return SettingsSources.resolve(flags, environment, file);
  }
}
