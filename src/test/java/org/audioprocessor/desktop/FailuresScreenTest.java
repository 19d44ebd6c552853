package org.audioprocessor.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javafx.scene.Node;
import org.audioprocessor.desktop.testing.Appearance;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.testing.Snapshots;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screen of failures on an embedded workspace. */
class FailuresScreenTest {
  private static final Duration LONGEST = Patience.LONGEST;

  @TempDir Path workspace;

  @Test
  void aCauseIsRetriedAfterAQuestion() throws QueueException {
    try (OpenWindow window = OpenWindow.on(workspace)) {
      UploadQueue queue = Objects.requireNonNull(window.session().context()).application().queue();
      window.click("go-failures");
      window.find("failures-none", Node.class);
      Snapshots.take(window.stage(), "failures-none");
      for (int n = 0; n < 12; n++) {
        fail(queue, "album-" + n, "NOT_AUDIO", "The file is not audio: it is a ZIP archive.");
      }
      fail(queue, "live", "TRUNCATED", "The file states 4:02 of sound, but only 1:17 are in it.");
      fail(queue, "hit", "DECODER_CRASHED", "The decoder ended without an answer.");
      window.find("failures-retry", Node.class);
      Appearance.check(window.stage().getScene());
      Snapshots.take(window.stage(), "failures");
      window.click("failures-retry");
      Node question = window.find("question", Node.class);
      Appearance.check(question.getScene());
      window.click("question-yes");
      await()
          .atMost(LONGEST)
          .untilAsserted(() ->
              assertThat(queue.counts())
                  .containsEntry(UploadStatus.WAITING, 12L)
                  .containsEntry(UploadStatus.FAILED, 2L));
      await()
          .atMost(LONGEST)
          .until(() ->
              Fx.get(() -> window.stage().getScene().getRoot().lookupAll("#failures-retry").size())
                  == 2);
    }
  }

  private static void fail(UploadQueue queue, String id, String kind, String sentence)
      throws QueueException {
    queue.add(new Upload(id, id + ".wav"));
    Claim claim =
        ((ClaimAnswer.Claimed) queue.claim(id, "somebody", Duration.ofMinutes(1))).claim();
    queue.failed(claim, kind, sentence);
  }
}
