package org.audioprocessor.desktop;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.queue.UploadStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainWindowTest {
  @TempDir Path workspace;

  @Test
  void theDemoRunsFromAnEmptyWindowToPublishedTracks() {
    try (OpenWindow window = OpenWindow.on(workspace)) {
      window.find("queue-empty", javafx.scene.Node.class);
      Snapshots.take(window.stage(), "first-start");
      window.click("empty-demo");
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> Fx.get(() -> window.session().bench().batch().runningProperty().get().values().stream().anyMatch(p -> p.overall() > 0.2)));
      Snapshots.take(window.stage(), "queue-working");
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> counts(window).equals(Map.of(UploadStatus.COMPLETED, 4L, UploadStatus.FAILED, 1L)));
      Snapshots.take(window.stage(), "queue-done");
    }
  }

  private static Map<UploadStatus, Long> counts(OpenWindow window) {
    Map<UploadStatus, Long> all =
        new java.util.EnumMap<>(Fx.get(() -> window.session().bench().counts().counts().get()));
    all.values().removeIf(count -> count == 0);
    return all;
  }
}
