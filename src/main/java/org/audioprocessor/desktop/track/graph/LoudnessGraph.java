package org.audioprocessor.desktop.track.graph;

import org.audioprocessor.preview.navigation.LoudnessTrace;
import org.jspecify.annotations.Nullable;

/**
 * Loudness of input and output over time, as far as it was measured.
 *
 * @param input null while unknown
 * @param output null while unknown
 * @param working whether more data follows
 * @param sentence why data is missing; may be empty
 */
public record LoudnessGraph(
    @Nullable LoudnessTrace input,
    @Nullable LoudnessTrace output,
    boolean working,
    String sentence) {
  public static final LoudnessGraph NONE = new LoudnessGraph(null, null, false, "");

  static final LoudnessGraph BEGUN = new LoudnessGraph(null, null, true, "");

  LoudnessGraph withInput(LoudnessTrace trace) {
    return new LoudnessGraph(trace, output, working, sentence);
  }

  LoudnessGraph withOutput(LoudnessTrace trace) {
    return new LoudnessGraph(input, trace, working, sentence);
  }

  LoudnessGraph without(String reason) {
    return new LoudnessGraph(input, output, working, (sentence + " " + reason).strip());
  }

  LoudnessGraph ended() {
    return new LoudnessGraph(input, output, false, sentence);
  }

  boolean isEmpty() {
    return (input == null || input.points() == 0) && (output == null || output.points() == 0);
  }
}
