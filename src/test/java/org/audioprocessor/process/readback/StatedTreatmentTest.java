package org.audioprocessor.process.readback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatedTreatmentTest {
  private static final String COMPLETE =
      """
      {"source": {"file_name": "Song.wav", "sha256": "ab12"},
       "plan": {"range_reduction_lu": 1.5},
       "renditions": {
         "low": {"gain_db": 3.5, "encoder_input_true_peak_dbtp": -2.1, "peak_reduction_db": 1.2},
         "high": {"gain_db": 2.5, "encoder_input_true_peak_dbtp": -4, "peak_reduction_db": 0},
         "odd": {"gain_db": 4000}}}
      """;

  private static Optional<StatedTreatment> read(String json) {
    return StatedTreatment.read(json.getBytes(UTF_8));
  }

  @Test
  void theTreatmentOfEachRenditionIsRead() {
    StatedTreatment stated = read(COMPLETE).orElseThrow();
    assertThat(stated.fileName()).isEqualTo("Song.wav");
    assertThat(stated.sha256()).isEqualTo("ab12");
    assertThat(stated.rangeReduced()).isTrue();
    assertThat(stated.renditions())
        .containsOnlyKeys("low", "high")
        .containsEntry("low", new StatedTreatment.StatedRendition(3.5, OptionalDouble.of(-2.1)))
        .containsEntry("high", new StatedTreatment.StatedRendition(2.5, OptionalDouble.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "[]", "{\"source\": 7}", "{\"renditions\": {\"low\": 1}}"})
  void aDocumentOfAnotherProgramSaysNothing(String json) {
    assertThat(read(json)).isEmpty();
    assertThat(read(COMPLETE.replace("file_name", "name"))).isEmpty();
  }
}
