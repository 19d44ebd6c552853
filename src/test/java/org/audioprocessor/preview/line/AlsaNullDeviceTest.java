package org.audioprocessor.preview.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.testing.AlsaNullDevice;
import org.audioprocessor.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real sound line, on ALSA's device that swallows everything. */
class AlsaNullDeviceTest {
  private static final int RATE = 48_000;

  @TempDir Path folder;

  @Test
  void theSystemsLinePlaysAllThatIsWritten() throws Exception {
    Map<String, String> environment = AlsaNullDevice.environment(folder);
    try (ChildJvm child = ChildJvm.start(environment, Playing.class)) {
      assertThat(child.exitCode()).isZero();
    }
  }

  /** Plays half a second of silence, and waits until it was heard. */
  static final class Playing {
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private Playing() {}

    public static void main(String[] arguments) throws PlaybackException {
      long end = System.nanoTime() + LONGEST_NANOS;
      try (JavaSoundLine line = JavaSoundLine.open(RATE, RATE / 8)) {
        float[][] silence = new float[2][RATE / 2];
        int written = 0;
        line.start();
        while ((written < silence[0].length || line.heardFrames() < written)
            && System.nanoTime() < end) {
          int frames = Math.min(line.writableFrames(), silence[0].length - written);
          if (frames > 0) {
            line.write(silence, written, frames);
            written += frames;
          }
          Thread.onSpinWait();
        }
        if (line.heardFrames() < silence[0].length) {
          throw new IllegalStateException("heard " + line.heardFrames());
        }
      }
    }
  }
}
