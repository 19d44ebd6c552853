package org.audioprocessor.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.settings.SettingsStore.SettingsServices;
import org.audioprocessor.desktop.testing.NoFiles;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both lanes on the test's own thread, on a real file of settings. */
class ProcessingViewModelTest {
  @TempDir Path workspace;

  private final Notices notices = new Notices();
  private final List<@Nullable String> reopened = new ArrayList<>();
  private final List<String> themes = new ArrayList<>();

  private ProcessingViewModel model(ApplicationOptions options) {
    SettingsServices services =
        new SettingsServices(
            new SettingsStore(options, ProcessingViewModelTest::require),
            (connection, password, prefix, findings) -> {},
            reopened::add,
            new SettingsServices.ThemeChoice(() -> "dark", themes::add),
            new People((question, yes) -> yes.run(), new NoFiles(), notices),
            new UiExecutors(Runnable::run, Runnable::run));
    ProcessingViewModel model = new ProcessingViewModel(services);
    model.attach();
    return model;
  }

  private static void require(Settings.Encoder wanted) throws StartupException {
    if (wanted == Settings.Encoder.FDK) {
      throw new StartupException("libfdk-aac.so.2 was not found.");
    }
  }

  @Test
  void anEncoderThatIsNotInstalledIsRefusedAndNothingIsSaved() throws Exception {
    ProcessingViewModel model = model(options(Map.of()));
    type(model, SettingKey.SEGMENT_SECONDS, "6");
    type(model, SettingKey.ENCODER, "fdk");
    model.save();
    assertThat(notices.shown().getLast().sentence()).contains("libfdk-aac.so.2 was not found");
    assertThat(notices.shown().getLast().severity()).isEqualTo(Severity.ERROR);
    type(model, SettingKey.ENCODER, "quick");
    model.save();
    assertThat(file()).contains("quick").contains("6");
  }

  private ApplicationOptions options(Map<String, String> environment) {
    return ApplicationOptions.in(workspace).withEnvironment(environment);
  }

  private static Field<?> field(ProcessingViewModel model, SettingKey<?> key) {
    return model.fields().stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
  }

  private static void type(ProcessingViewModel model, SettingKey<?> key, String text) {
    field(model, key).textProperty().set(text);
  }

  private String file() throws IOException {
    return Files.readString(workspace.resolve("settings.json"));
  }

  @Test
  void whatHoldsIsShown() throws Exception {
    Files.writeString(workspace.resolve("settings.json"), "{\"threads\": 3}");
    ProcessingViewModel model = model(options(Map.of()));
    assertThat(field(model, SettingKey.THREADS).textProperty().get()).isEqualTo("3");
    assertThat(field(model, SettingKey.INTEGRATED_LUFS).textProperty().get()).isEqualTo("−14.0");
    assertThat(model.fixedProperty().get()).isEmpty();
  }

  @Test
  void whatDiffersFromTheDefaultIsSavedAndNothingElse() throws Exception {
    ProcessingViewModel model = model(options(Map.of()));
    type(model, SettingKey.INTEGRATED_LUFS, "-23");
    type(model, SettingKey.SEGMENT_SECONDS, " 6 ");
    model.save();
    assertThat(file()).contains("-23").contains("6").doesNotContain("truePeak");
    Notice saved = notices.shown().getLast();
    assertThat(saved.sentence()).contains("saved");
    Objects.requireNonNull(saved.action()).run().run();
    assertThat(reopened).as("the same connection again").hasSize(1).containsOnlyNulls();
    type(model, SettingKey.INTEGRATED_LUFS, "-14");
    model.save();
    assertThat(file()).as("a default is not written").doesNotContain("integratedLufs");
  }

  @Test
  void oneThatIsRefusedSavesNoneAndSaysWhatIsAllowed() throws Exception {
    ProcessingViewModel model = model(options(Map.of()));
    type(model, SettingKey.SEGMENT_SECONDS, "6");
    type(model, SettingKey.TRUE_PEAK_DBTP, "loud");
    model.save();
    assertThat(file()).doesNotContain("segmentSeconds");
    assertThat(notices.shown())
        .singleElement()
        .satisfies(notice -> assertThat(notice.severity()).isEqualTo(Severity.ERROR))
        .satisfies(notice ->
            assertThat(notice.sentence())
                .contains("true peak", SettingKey.TRUE_PEAK_DBTP.allowed().replace('-', '−')));
  }

  @Test
  void whatTheSurroundingsSetSaysSoAndIsNotWrittenOver() throws Exception {
    ProcessingViewModel model =
        model(
            options(Map.of("AUDIO_PROCESSOR_SEGMENT_SECONDS", "4")).with(SettingKey.THREADS, "2"));
    assertThat(model.fixedProperty().get())
        .containsOnlyKeys(
            field(model, SettingKey.SEGMENT_SECONDS).id(), field(model, SettingKey.THREADS).id());
    assertThat(model.fixedProperty().get().get(field(model, SettingKey.SEGMENT_SECONDS).id()))
        .contains("AUDIO_PROCESSOR_SEGMENT_SECONDS");
    type(model, SettingKey.SEGMENT_SECONDS, "8");
    type(model, SettingKey.INTEGRATED_LUFS, "-16");
    model.save();
    assertThat(file()).contains("-16").doesNotContain("segmentSeconds").doesNotContain("threads");
  }

  @Test
  void theThemeIsLeftToTheWindow() {
    ProcessingViewModel model = model(options(Map.of()));
    assertThat(model.theme()).isEqualTo("dark");
    model.chooseTheme("light");
    assertThat(themes).containsExactly("light");
  }

  @ParameterizedTest
  @ValueSource(strings = {"−13,5", "-13,5", "\u201313.5", "−13.5"})
  void aCommaAndATypographicMinusAreReadAsNumbers(String typed) throws Exception {
    ProcessingViewModel model = model(options(Map.of()));
    type(model, SettingKey.INTEGRATED_LUFS, typed);
    model.save();
    assertThat(file()).contains("-13.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10d", "0x1p3", "NaN", "10f", "1e1", "ten"})
  void whatIsNoPlainNumberIsRefused(String typed) throws Exception {
    ProcessingViewModel model = model(options(Map.of()));
    type(model, SettingKey.SEGMENT_SECONDS, typed);
    model.save();
    assertThat(notices.shown().getLast().severity()).isEqualTo(Severity.ERROR);
  }
}
