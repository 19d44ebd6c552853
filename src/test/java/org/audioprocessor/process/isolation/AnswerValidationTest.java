package org.audioprocessor.process.isolation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.ChannelRole;
import org.audioprocessor.media.Tags;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.measure.FileOverview;
import org.audioprocessor.process.verify.M4aFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a taken-over child says of a file is refused where no file can be so. */
class AnswerValidationTest {
  private static final AudioInfo INFO =
      new AudioInfo(
          new AudioInfo.Format("WAV", "PCM", true, 16),
          OptionalDouble.of(12),
          OptionalDouble.of(12),
          44_100,
          List.of(ChannelRole.LEFT, ChannelRole.RIGHT),
          1_411_200,
          Tags.NONE);

  private static final FileOverview OVERVIEW =
      new FileOverview(
          INFO,
          12,
          LoudnessSnapshot.none(2),
          6,
          List.of(0.1f, 0.5f),
          List.of(Float.NEGATIVE_INFINITY, -20f));

  private static String json(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }

  private static void read(String json) throws FrameException {
    new IsolatedFiles.Result<>(AudioInfo.class, AnswerValidation::info).of(frame(json));
  }

  private static Frame frame(String json) {
    return new Frame(FrameKind.DONE, json.getBytes(StandardCharsets.UTF_8));
  }

  private static void readOverview(String json) throws FrameException {
    IsolatedFiles.Check<FileOverview> check = found -> AnswerValidation.overview(found, 2);
    new IsolatedFiles.Result<>(FileOverview.class, check).of(frame(json));
  }

  @Test
  void whatAFileCanBeIsTaken() {
    assertThatCode(() -> read(json(INFO))).doesNotThrowAnyException();
    assertThatCode(() -> readOverview(json(OVERVIEW))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "44100   | 0",
        "44100   | -1",
        "44100   | 2000000000",
        "12.0    | -1",
        "12.0    | 1e300",
        "12.0    | \"NaN\"",
        "12.0    | \"Infinity\"",
        "1411200 | -5",
        "\"WAV\" | null",
        "\"WAV\" | \"a\\u001b[31mb\"",
        "\"WAV\" | \"a\\u202eb\"",
        "\"PCM\" | \"\"",
        "[\"LEFT\",\"RIGHT\"] | []",
        "[\"LEFT\",\"RIGHT\"] | null",
        "[\"LEFT\",\"RIGHT\"] | [null]",
      })
  void anImpossibleFileIsRefused(String honest, String hostile) {
    String changed = json(INFO).replace(honest, hostile);

    assertThatThrownBy(() -> read(changed)).isInstanceOf(FrameException.class);
  }

  @Test
  void aNameWithoutEndIsRefused() {
    String changed = json(INFO).replace("WAV", "W".repeat(100_000));

    assertThatThrownBy(() -> read(changed)).isInstanceOf(FrameException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[0.1,0.5]>[0.1]",
        "[0.1,0.5]>[0.1,0.5,0.5]",
        "[0.1,0.5]>[0.1,-0.5]",
        "[0.1,0.5]>[0.1,\"NaN\"]",
        "[0.1,0.5]>[0.1,null]",
        "-20.0>\"NaN\"",
        "-20.0>1e30",
        "\"columnSeconds\":6.0>\"columnSeconds\":0.0",
        "\"truePeakDbtp\":null>\"truePeakDbtp\":1e9",
        "\"truePeakDbtp\":null>\"truePeakDbtp\":\"NaN\"",
        "44100>1"
      })
  void anImpossibleOverviewIsRefused(String change) {
    int at = change.indexOf('>');
    String changed = json(OVERVIEW).replace(change.substring(0, at), change.substring(at + 1));

    assertThatThrownBy(() -> readOverview(changed)).isInstanceOf(FrameException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"44100>0", "44100>-1", "2048>-1", "99>-1"})
  void anImpossibleM4aIsRefused(String change) {
    String honest =
        "{\"packets\":{\"hash\":1,\"count\":99},\"leadFrames\":2048,\"presentedFrames\":100,\"sampleRate\":44100}";
    int at = change.indexOf('>');
    String changed = honest.replace(change.substring(0, at), change.substring(at + 1));

    assertThatThrownBy(() ->
            new IsolatedFiles.Result<>(M4aFacts.class, AnswerValidation::m4a).of(frame(changed)))
        .isInstanceOf(FrameException.class);
  }
}
