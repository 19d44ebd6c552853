package org.audioprocessor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.audioprocessor.cli.CommandRun;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CheckCommandTest {
  private static final int RATE = 44_100;

  @TempDir Path folder;

  private JsonNode check(Path file) {
    CommandRun run =
        CommandRun.of(
            "check", "--json", "--workspace", folder.resolve("ws").toString(), file.toString());
    assertThat(run.exitCode()).isZero();
    return run.json().getFirst();
  }

  private static List<String> ids(JsonNode object) {
    return object.get("findings").findValuesAsString("id");
  }

  private float[][] bright() {
    float[][] sound = Signals.music(RATE, 5, Signals.at(-18, 12));
    float[][] noise = Signals.pinkNoise(RATE, 12, 0.1, 6);
    for (int channel = 0; channel < 2; channel++) {
      for (int i = 0; i < sound[channel].length; i++) {
        sound[channel][i] += noise[0][i];
      }
    }
    return sound;
  }

  /** What a decoder makes of a lossy file, without its priming, in a lossless one. */
  private Path decoded(Path lossy) throws Exception {
    float[][] planes = new float[2][14 * 48_000];
    int frames = 0;
    int rate;
    try (AudioFile file = AudioFile.open(lossy, MediaLimits.DEFAULT, () -> false)) {
      rate = file.info().sampleRate();
      AudioBlock block = new AudioBlock();
      while (file.read(block)) {
        for (int channel = 0; channel < 2; channel++) {
          System.arraycopy(block.samples()[channel], 0, planes[channel], frames, block.frames());
        }
        frames += block.frames();
      }
    }
    float[][] whole = {Arrays.copyOf(planes[0], frames), Arrays.copyOf(planes[1], frames)};
    return AudioFiles.flac(folder.resolve(lossy.getFileName() + ".flac"), whole, rate);
  }

  @Test
  void losslessFilesAroundLossySoundAreHeldAndTheCodecIsNamed() throws Exception {
    float[][] sound = bright();
    assertThat(ids(check(AudioFiles.flac(folder.resolve("genuine.flac"), sound, RATE))))
        .doesNotContain("lossy-source");
    Path mp3 = AudioFiles.mp3(folder.resolve("a.mp3"), sound, RATE);
    Path m4a = AudioFiles.m4a(folder.resolve("a.m4a"), sound, RATE);
    Path ogg = AudioFiles.ogg(folder.resolve("a.ogg"), sound, RATE);
    for (Path lossy : List.of(mp3, m4a, ogg)) {
      JsonNode found = check(decoded(lossy));
      assertThat(found.get("action").asString()).as(lossy.toString()).isEqualTo("hold");
      assertThat(ids(found)).as(lossy.toString()).contains("lossy-source");
      assertThat(ids(check(lossy))).as("said openly").doesNotContain("lossy-source", "upsampled");
    }
    assertThat(check(decoded(mp3)).get("findings").toString()).contains("MP3");
  }

  @Test
  void theJsonHasEachFindingWithItsPlace() {
    float[][] sound = bright();
    Arrays.fill(sound[1], 0);
    JsonNode found = check(AudioFiles.wav(folder.resolve("one sided.wav"), sound, RATE));
    assertThat(found.propertyNames()).containsExactly("file", "action", "findings");
    assertThat(found.get("findings").get(0).propertyNames())
        .containsExactly("id", "action", "seconds", "value", "sentence");
    assertThat(ids(found)).contains("dead-channel");
  }

  @Test
  void aFileThatCannotBeReadEndsWithItsReason() {
    Path text =
        AudioFiles.write(folder.resolve("text.wav"), "no sound".getBytes(StandardCharsets.UTF_8));
    CommandRun run =
        CommandRun.of("check", "--workspace", folder.resolve("ws").toString(), text.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("not an audio file");
  }
}
