package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.testing.Appearance;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screen of the log. */
class LogScreenTest {
  private static final Duration LONGEST = Patience.LONGEST;

  @TempDir Path workspace;

  @Test
  void eventsAreShownFilteredAndBundled() {
    Path zip = workspace.resolve("bundle.zip");
    try (OpenWindow window = OpenWindow.on(workspace)) {
      Fx.run(() -> {
        var log = window.session().log();
        log.add(Severity.INFO, "“Akaana.wav”: processing begins.");
        log.add(Severity.SUCCESS, "“Akaana.wav” is published. Raised by 2.7 dB.");
        log.add(Severity.ERROR, "“Endongo.mp3” failed. The file is not audio: it is a ZIP.");
        log.add(Severity.PENDING, "The bucket does not answer. Work goes on when it does.");
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
}
