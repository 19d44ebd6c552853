package org.audioprocessor.process.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.Source;
import org.audioprocessor.process.publish.Fetch;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureTest {
  private static final int RATE = 44_100;

  @TempDir Path folder;

  private Measured measured(Path file) throws ProcessingException {
    RenderSettings settings = RenderSettings.DEFAULT;
    Source source = Fetch.local(file, settings.limits());
    return new Measure(settings, new CancelToken(), Progress.NONE).of(source).measured();
  }

  private ProcessingException truncated(Path file) {
    ProcessingException e = catchThrowableOfType(ProcessingException.class, () -> measured(file));
    assertThat(e.kind()).isEqualTo(FailureKind.TRUNCATED);
    return e;
  }

  private Path noise(String name) {
    return AudioFiles.flac(folder.resolve(name), AudioFiles.noise(2, 8 * RATE, 0.3, 1), RATE);
  }

  @Test
  void aFileThatBreaksOffIsSaidToEndEarly() {
    Path whole =
        AudioFiles.wav(folder.resolve("x.wav"), AudioFiles.noise(2, 8 * RATE, 0.3, 1), RATE);
    Path half = AudioFiles.truncated(whole, folder.resolve("half.wav"), 0.5);
    assertThat(truncated(half)).hasMessageContaining("breaks off");
  }

  @Test
  void aFileWithAHoleInTheMiddleIsNotSaidToLackItsEnd() throws IOException {
    Path file = noise("x.flac");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length / 4, 3 * bytes.length / 4, (byte) 0x55);
    assertThat(truncated(AudioFiles.write(file, bytes)))
        .hasMessageContaining("or is damaged")
        .hasMessageNotContaining("ends after");
  }

  @Test
  void absurdSamplesStandInTheCertificate() throws ProcessingException {
    float[][] sound = AudioFiles.sine(1, RATE, 440, 1, 0.5);
    sound[0][1_000] = Float.NaN;
    sound[0][1_001] = 1_000f;
    Path file = AudioFiles.wav(folder.resolve("x.wav"), sound, RATE);
    assertThat(measured(file).warnings())
        .containsExactly(
            "2 samples were no numbers or more than 24 dB above full scale and became silence");
  }
}
