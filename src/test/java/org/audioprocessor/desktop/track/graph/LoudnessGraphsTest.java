package org.audioprocessor.desktop.track.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs.LoudnessGraph;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs.Side;
import org.audioprocessor.desktop.track.graph.LoudnessGraphs.Subject;
import org.audioprocessor.preview.PlaybackException;
import org.junit.jupiter.api.Test;

class LoudnessGraphsTest {
  private static final Subject TRACK = new Subject("1", "a.wav", 3, null, 60.0);

  private final List<String> listened = new ArrayList<>();
  private final List<LoudnessGraph> told = new ArrayList<>();
  private final LoudnessGraphs graphs =
      new LoudnessGraphs(
          (subject, side, cancelled) -> {
            listened.add(subject.uploadId() + subject.generation() + side);
            throw new PlaybackException(side + " is not there.");
          },
          Duration.ZERO);

  @Test
  void whatCannotBeListenedToIsSaidAndTheOtherSideIsStillTried() {
    graphs.draw(TRACK, () -> false, told::add);
    assertThat(listened).containsExactly("13OUTPUT", "13INPUT");
    assertThat(told.getLast().working()).isFalse();
    assertThat(told.getLast().sentence()).isEqualTo("OUTPUT is not there. INPUT is not there.");
  }

  @Test
  void whatIsNotPublishedHasOnlyAnInput() {
    graphs.draw(new Subject("2", "b.wav", -1, null, null), () -> false, told::add);
    assertThat(listened).containsExactly("2-1" + Side.INPUT);
  }
}
