package org.audioprocessor.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.junit.jupiter.api.Test;

class OverrunsTest {
  /** A call of FFmpeg that computes and never reads cannot be interrupted. */
  @Test
  void aReadThatComputesBeyondItsBudgetIsToldFromOutside() throws Exception {
    CompletableFuture<MediaException> told = new CompletableFuture<>();
    MediaLimits.Effort effort =
        new MediaLimits.Effort(1, Duration.ofMillis(1), 0, Duration.ofHours(1));
    ReadGuard guard = new ReadGuard(Path.of("song.flac"), effort, () -> false);
    Overruns.watch(told::complete);
    while (!told.isDone()) {
      Thread.onSpinWait();
    }
    guard.leave(0);
    assertThat(told.get().kind()).isEqualTo(MediaFault.TOO_EXPENSIVE);
    assertThat(told.get()).hasMessageContaining("song.flac");
  }
}
