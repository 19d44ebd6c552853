package org.audioprocessor.desktop.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkEstimateTest {
  private final WorkEstimate estimate = new WorkEstimate();

  /** Five short tracks: 13 seconds of music a second, half a second for each. */
  private void learnFromShortTracks() {
    estimate.begin();
    for (int track = 0; track < 5; track++) {
      estimate.expect("short" + track);
      estimate.remove("short" + track);
      estimate.published("short" + track, 40);
    }
    estimate.left(5 * (40 / 13.0 + 0.5), Map.of());
  }

  @Test
  void longTracksAreEstimatedByTheirLengthAfterShortOnes() {
    learnFromShortTracks();
    Map<String, Double> lengths = new HashMap<>();
    for (int track = 0; track < 8; track++) {
      lengths.put("long" + track, 240.0);
    }
    estimate.addLengths(lengths);
    Duration about = estimate.estimate(8, lengths.keySet()).orElseThrow();
    assertWithin20Percent(about, 8 * (240 / 13.0 + 0.5));
  }

  @Test
  void theRestOfMixedLengthsIsEstimatedByWhatIsLeftToHear() {
    estimate.addLengths(Map.of("a", 30.0, "b", 30.0, "c", 600.0));
    estimate.begin();
    for (String track : List.of("a", "b", "c")) {
      estimate.expect(track);
    }
    estimate.remove("a");
    estimate.published("a", 30);
    estimate.remove("b");
    double worked = 1.5 * (30 / 13.0 + 0.5);
    Duration left = estimate.left(worked, Map.of("b", 0.5));
    assertWithin20Percent(left, 0.5 * (30 / 13.0 + 0.5) + 600 / 13.0 + 0.5);
  }

  @Test
  void aSampleStandsForAllThatWait() {
    learnFromShortTracks();
    estimate.addLengths(Map.of("x", 100.0, "y", 300.0));
    Duration about = estimate.estimate(50, List.of("x", "y")).orElseThrow();
    assertWithin20Percent(about, 50 * (200 / 13.0 + 0.5));
  }

  @Test
  void withoutAFinishedTrackNothingIsSaid() {
    estimate.addLengths(Map.of("x", 100.0));
    assertThat(estimate.estimate(1, List.of("x"))).isEmpty();
  }

  private static void assertWithin20Percent(Duration estimated, double seconds) {
    assertThat((double) estimated.toSeconds()).isBetween(0.8 * seconds, 1.2 * seconds);
  }
}
