package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import org.audioprocessor.PartsOptions;
import org.audioprocessor.desktop.testing.Appearance;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.desktop.work.Notice;
import org.audioprocessor.settings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screen of the log, and the bundle for helpers. */
class LogScreenTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String PASSWORD = "hush-4711-db";
  private static final String ACCESS_KEY = "wJalrXUtnFEMI-4711";

  @TempDir Path workspace;

  @Test
  void eventsAreShownFilteredAndBundled() {
    Path zip = workspace.resolve("bundle.zip");
    try (OpenWindow window = OpenWindow.on(workspace)) {
      Fx.run(() -> {
        var log = window.session().log();
        log.add(Notice.Tone.CALM, "“Akaana.wav”: processing begins.");
        log.add(Notice.Tone.GOOD, "“Akaana.wav” is published. Raised by 2.7 dB.");
        log.add(Notice.Tone.BAD, "“Endongo.mp3” failed. The file is not audio: it is a ZIP.");
        log.add(Notice.Tone.WAITING, "The bucket does not answer. Work goes on when it does.");
      });
      window.click("go-log");
      ListView<?> list = window.find("log-list", ListView.class);
      assertThat(Fx.get(() -> list.getItems().size())).isEqualTo(5);
      Appearance.check(window.stage().getScene());
      Snapshots.take(window.stage(), "log");
      window.click("log-trouble");
      assertThat(Fx.get(() -> list.getItems().size())).isEqualTo(2);
      window.click("log-folder");
      assertThat(window.openedFolders()).containsExactly(workspace.resolve("logs"));
      window.pick(List.of(), zip);
      window.click("log-bundle");
      await().atMost(LONGEST).until(() -> Files.exists(zip));
      window.find("banners", Node.class);
    }
  }

  @Test
  void theBundleHoldsNoSecret() throws IOException {
    Path logs = Files.createDirectories(workspace.resolve("logs"));
    Files.writeString(logs.resolve("child.log"), "it said " + PASSWORD + " and " + ACCESS_KEY);
    PartsOptions options =
        PartsOptions.in(workspace)
            .withEnvironment(
                Map.of(
                    "AUDIO_PROCESSOR_DB_URL", "jdbc:postgresql://127.0.0.1:1/platform",
                    "AUDIO_PROCESSOR_DB_USER", "worker",
                    "AUDIO_PROCESSOR_BUCKET", "music",
                    "AUDIO_PROCESSOR_ENDPOINT", "http://127.0.0.1:1",
                    "AUDIO_PROCESSOR_REGION", "eu-west-1",
                    "AWS_SECRET_ACCESS_KEY", ACCESS_KEY))
            .withPassword(Secret.of(PASSWORD));
    Path zip = workspace.resolve("bundle.zip");
    new DiagnosticBundle(options).write(zip, List.of("12:00:00 trouble " + PASSWORD));
    List<String> names = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
        all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(names)
        .containsExactly(
            "versions.txt", "settings.txt", "doctor.txt", "session.txt", "logs/child.log");
    assertThat(all.toString())
        .contains("it said •••", "database.url", "BROKEN database")
        .doesNotContain(PASSWORD)
        .doesNotContain(ACCESS_KEY);
  }
}
