package org.audioprocessor.desktop.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.audioprocessor.desktop.track.PublishedFacts.Measurement;
import org.junit.jupiter.api.Test;

class PublishedFactsTest {
  private static PublishedFacts read(String json) throws IOException {
    return PublishedFacts.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aTrackStandsAmongTwentyOthersAtLeast() {
    List<Double> scores = IntStream.range(0, 20).mapToObj(i -> 50.0 + i).toList();
    assertThat(TrackPage.Standing.of(67, scores)).isEqualTo(new TrackPage.Standing(85, 20));
    assertThat(TrackPage.Standing.of(67, scores.subList(0, 19))).isNull();
  }

  @Test
  void renditionsAndRulesAreReadInTheirOrder() throws IOException {
    PublishedFacts facts =
        read(
            """
            {"title":"T","artist":"A","plan":{"sentence":"Raised."},
             "source":{"codec":"flac","sample_rate":44100,"channels":2,"bytes":7,
               "measurement":{"integrated_lufs":-16.7,"true_peak_dbtp":null}},
             "renditions":{"low":{"integrated_lufs":-14.1,"odg":-3.1,"score_2f":45.5},"m4a":{"integrated_lufs":-14.0}},
             "rules":[{"rule":1,"caption":"c","passed":true},
                      {"rule":6,"caption":"d","passed":false,"detail":"why"}]}\
            """);
    assertThat(facts.planSentence()).isEqualTo("Raised.");
    assertThat(facts.source().measured()).isEqualTo(new Measurement(-16.7, null, null));
    assertThat(facts.renditions())
        .extracting(PublishedFacts.RenditionFacts::name)
        .containsExactly("low", "m4a");
    assertThat(facts.renditions())
        .extracting(PublishedFacts.RenditionFacts::quality)
        .containsExactly(new PublishedFacts.Quality(-3.1, 45.5), null);
    assertThat(facts.rulesPassed()).isEqualTo(1);
    assertThat(facts.rules().get(1).detail()).isEqualTo("why");
  }

  @Test
  void anotherProgramsDocumentLeavesEmptyWhatItDoesNotSay() throws IOException {
    PublishedFacts facts = read("{\"id\":\"x\",\"title\":\"T\"}");
    assertThat(facts.title()).isEqualTo("T");
    assertThat(facts.renditions()).isEmpty();
    assertThat(facts.source().seconds()).isNull();
  }

  @Test
  void whatIsNoDocumentIsSaidInWords() {
    assertThatThrownBy(() -> read("<html>"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Reprocess");
  }
}
