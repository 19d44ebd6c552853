package org.audioprocessor.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.audioprocessor.settings.Settings.Encoder;
import org.audioprocessor.testing.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  @TempDir private Path folder;
  private Path path;
  private SettingsFile file;

  @BeforeEach
  void chooseFile() {
    path = folder.resolve("settings.json");
    file = new SettingsFile(path, InstantSource.fixed(NOON));
  }

  @Test
  void anAbsentFileSetsNothing() throws SettingsException {
    SettingsFile.Loaded loaded = file.load();
    assertThat(loaded.warning()).isEmpty();
    assertThat(loaded.document().text(SettingKey.THREADS)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void savedSettingsAreLoaded() throws SettingsException {
    file.change(document ->
        document
            .with(SettingKey.THREADS, 3)
            .with(SettingKey.INTEGRATED_LUFS, -16.5)
            .with(SettingKey.ENCODER, Encoder.QUICK)
            .with(SettingKey.RAW_PREFIX, "in/“ü”/"));
    file.change(document -> document.without(SettingKey.THREADS));

    SettingsDocument loaded = file.load().document();
    assertThat(loaded.text(SettingKey.THREADS)).isEmpty();
    assertThat(loaded.text(SettingKey.INTEGRATED_LUFS)).contains("-16.5");
    assertThat(loaded.text(SettingKey.ENCODER)).contains("quick");
    assertThat(loaded.text(SettingKey.RAW_PREFIX)).contains("in/“ü”/");
  }

  @Test
  void namesOfANewerVersionAreKept() throws Exception {
    Files.writeString(
        path,
        "{\"target\": {\"dialogueLufs\": -23}, \"future\": [1, {\"x\": null}], \"threads\": 2}");
    SettingsDocument changed = file.change(document -> document.with(SettingKey.THREADS, 4));

    assertThat(changed.unknownNames()).containsExactly("target.dialogueLufs", "future");
    assertThat(Files.readString(path).replaceAll("\\s", ""))
        .isEqualTo("{\"target\":{\"dialogueLufs\":-23},\"future\":[1,{\"x\":null}],\"threads\":4}");
  }

  @Test
  void aFileTruncatedAtAnyByteIsSetAsideAndTheProgramStarts() throws Exception {
    file.change(document ->
        document
            .with(SettingKey.THREADS, 3)
            .with(SettingKey.RAW_PREFIX, "ü/")
            .with(SettingKey.SEGMENT_SECONDS, 6.0));
    byte[] whole = Files.readAllBytes(path);
    // the last byte is a line break
    for (int length = 0; length < whole.length - 1; length++) {
      byte[] half = Arrays.copyOf(whole, length);
      Files.write(path, half);

      SettingsFile.Loaded loaded = file.load();

      assertThat(loaded.warning().orElse("")).as("after %d bytes", length).contains("damaged");
      assertThat(loaded.document().text(SettingKey.THREADS)).isEmpty();
      assertThat(path).doesNotExist();
      Path aside = folder.resolve("settings.json.damaged-20260304T120000Z");
      assertThat(aside).hasBinaryContent(half);
      Files.delete(aside);
    }
    Files.write(path, Arrays.copyOf(whole, whole.length - 1));
    assertThat(file.load().document().text(SettingKey.THREADS)).contains("3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "{} {}", "{\"a\":1,\"a\":2}", "\u0000\u0000", "{,}"})
  void whatIsNotOneJsonObjectIsDamaged(String text) throws Exception {
    Files.writeString(path, text);
    assertThat(file.load().warning()).isPresent();
    assertThat(folder.resolve("settings.json.damaged-20260304T120000Z")).hasContent(text);
  }

  @Test
  void severalDamagedFilesOfOneSecondAreAllKept() throws Exception {
    for (String text : List.of("one", "two", "three")) {
      Files.writeString(path, text);
      file.load();
    }
    assertThat(folder.resolve("settings.json.damaged-20260304T120000Z")).hasContent("one");
    assertThat(folder.resolve("settings.json.damaged-20260304T120000Z-2")).hasContent("two");
    assertThat(folder.resolve("settings.json.damaged-20260304T120000Z-3")).hasContent("three");
  }

  @Test
  void aSaveThatWasKilledBeforeItsMoveChangesNothing() throws Exception {
    file.change(document -> document.with(SettingKey.THREADS, 3));
    Files.writeString(folder.resolve("settings.json.new"), "{\"threads\": 4");

    SettingsFile.Loaded loaded = file.load();

    assertThat(loaded.warning()).isEmpty();
    assertThat(loaded.document().text(SettingKey.THREADS)).contains("3");
    assertThat(folder.resolve("settings.json.new")).doesNotExist();
  }

  @Test
  void changesOfSeveralThreadsAreAllKept() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<SettingsDocument>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(() -> file.change(SettingsFileTest::oneMore));
      }
      for (Future<SettingsDocument> done : threads.invokeAll(calls)) {
        done.get();
      }
    }
    assertThat(file.load().document().text(SettingKey.THREADS)).contains("20");
  }

  private static SettingsDocument oneMore(SettingsDocument document) {
    int threads = document.text(SettingKey.THREADS).map(Integer::parseInt).orElse(0);
    return document.with(SettingKey.THREADS, threads + 1);
  }

  /** Another process: saves over and over until it is killed. */
  static final class Saver {
    private Saver() {}

    public static void main(String[] arguments) throws SettingsException, IOException {
      Path path = Path.of(arguments[0]);
      SettingsFile file = new SettingsFile(path, InstantSource.system());
      for (int i = 1; ; i++) {
        int threads = i % 64;
        String prefix = "x".repeat(threads * 50) + "/";
        file.change(document ->
            document.with(SettingKey.THREADS, threads).with(SettingKey.RAW_PREFIX, prefix));
        if (i == 20) {
          Files.writeString(path.resolveSibling("ready"), "");
        }
      }
    }
  }

  @Test
  void aProcessKilledWhileItSavesLeavesWholeSettings() throws Exception {
    for (int round = 0; round < (Boolean.getBoolean("soak") ? 100 : 3); round++) {
      Path ready = folder.resolve("ready");
      Files.deleteIfExists(ready);
      try (ChildJvm saver = ChildJvm.start(Saver.class, path.toString())) {
        await().until(() -> Files.exists(ready));
        Thread.sleep(Duration.ofMillis(7L * round));
        saver.kill();
      }
      SettingsFile.Loaded loaded = file.load();
      assertThat(loaded.warning()).isEmpty();
      int threads = Integer.parseInt(loaded.document().text(SettingKey.THREADS).orElseThrow());
      assertThat(loaded.document().text(SettingKey.RAW_PREFIX).orElseThrow())
          .hasSize(threads * 50 + 1);
      assertThat(folder.toFile().list())
          .containsExactlyInAnyOrder("settings.json", "settings.json.lock", "ready");
    }
  }

  @Test
  void settingsThatCannotBeSavedAreAnErrorWithASentence() throws Exception {
    Files.writeString(folder.resolve("file"), "not a folder");
    SettingsFile nowhere =
        new SettingsFile(folder.resolve("file/settings.json"), InstantSource.system());
    assertThatThrownBy(() -> nowhere.change(document -> document))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("could not be saved");
  }

  @Test
  void whatIsWrittenIsReadableByPeople() throws Exception {
    file.change(document -> document.with(SettingKey.SEGMENT_SECONDS, 6.0));
    assertThat(new String(Files.readAllBytes(path), UTF_8))
        .isEqualToNormalizingNewlines(
            """
            {
              "output" : {
                "segmentSeconds" : 6.0
              }
            }
            """);
  }
}
