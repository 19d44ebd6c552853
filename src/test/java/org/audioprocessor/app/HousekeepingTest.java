package org.audioprocessor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.audioprocessor.AudioProcessor;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
  @TempDir private Path workspace;

  private Path done() {
    return workspace.resolve("housekeeping.done");
  }

  /** As a process leaves it that is killed between the raw file and the row. */
  private void interruptedAddition(Application application, String id) throws Exception {
    byte[] raw = ("raw " + id).getBytes(StandardCharsets.UTF_8);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
    application
        .store()
        .put("tracks/" + id + ".mp3", Body.of(raw), PutOptions.defaults().withSha256(sha256));
    Path journal = Files.createDirectories(workspace.resolve("adding"));
    Files.writeString(journal.resolve(id + ".adding"), sha256 + "\n" + id + ".mp3");
  }

  @Test
  void theLibraryFinishesAnAdditionThatWasInterrupted() throws Exception {
    try (Application application = Application.open(ApplicationOptions.in(workspace))) {
      interruptedAddition(application, "one");
    }
    try (AudioProcessor processor = AudioProcessor.builder(workspace).build()) {
      processor.processPendingTracks();
      await().until(() -> Files.exists(done()));
    }
    try (Application application = Application.open(ApplicationOptions.in(workspace))) {
      assertThat(application.queue().get("one")).isPresent();
    }
    assertThat(workspace.resolve("adding/one.adding")).doesNotExist();
  }

  @Test
  void onceAnHourIsEnoughForAllProcessesOfAWorkspace() throws Exception {
    try (Application application = Application.open(ApplicationOptions.in(workspace));
        Housekeeping first = new Housekeeping(application)) {
      first.start();
      await().until(() -> Files.exists(done()));
      interruptedAddition(application, "late");
      try (Housekeeping second = new Housekeeping(application)) {
        second.start();
        assertThat(application.queue().get("late")).isEmpty();
      }
      Files.setLastModifiedTime(done(), FileTime.from(Instant.now().minus(Duration.ofMinutes(61))));
      try (Housekeeping third = new Housekeeping(application)) {
        third.start();
        await().until(() -> application.queue().get("late").isPresent());
      }
    }
  }
}
