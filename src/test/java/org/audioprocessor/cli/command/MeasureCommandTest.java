package org.audioprocessor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.audioprocessor.cli.CommandRun;
import org.audioprocessor.media.ffmpeg.NativeOwner;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureCommandTest {
  private static final int RATE = 48_000;

  @TempDir Path folder;

  /** EBU Tech 3341, case 1. */
  private Path tone(String name) {
    float peak = (float) Math.pow(10, -23 / 20.0);
    return AudioFiles.wav(folder.resolve(name), AudioFiles.sine(2, RATE, 1000, 20, peak), RATE);
  }

  private CommandRun measure(String... arguments) {
    Stream<String> command = Stream.of("measure", "--workspace", folder.resolve("ws").toString());
    return CommandRun.of(Stream.concat(command, Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void aToneOfMinus23IsMeasuredSo() {
    long opened = NativeOwner.opened();
    CommandRun measured = measure(tone("tone.wav").toString());
    assertThat(NativeOwner.opened()).as("decoders in this process").isEqualTo(opened);
    assertThat(measured.exitCode()).isZero();
    assertThat(measured.out()).contains("-23.0 LUFS").contains("0:20").doesNotContain("note");
  }

  @Test
  void whatAFileLacksOfWhatItSaysIsToldBesideItsFigures() {
    Path half = AudioFiles.truncated(tone("tone.wav"), folder.resolve("half.wav"), 0.5);

    CommandRun measured = measure(half.toString());
    assertThat(measured.exitCode()).isZero();
    assertThat(measured.out())
        .contains("-23.0 LUFS")
        .containsPattern("\\n {2}note +Only 10\\.0 s of the 20\\.0 s");

    CommandRun asJson = measure("--json", half.toString());
    assertThat(asJson.json().getFirst().get("warnings"))
        .first()
        .satisfies(warning -> assertThat(warning.asString()).startsWith("Only 10.0 s of the 20.0"));
  }

  @Test
  void whatIsNoAudioIsSaidAndTheOthersAreMeasuredAllTheSame() {
    byte[] words = "these are words".getBytes(StandardCharsets.UTF_8);
    Path text = AudioFiles.write(folder.resolve("text.mp3"), words);
    CommandRun measured = measure(text.toString(), tone("tone.wav").toString());
    assertThat(measured.exitCode()).isEqualTo(1);
    assertThat(measured.out()).contains("not an audio file").contains("-23.0 LUFS");
  }
}
