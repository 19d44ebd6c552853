package org.audioprocessor.process.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.loudness.Burst;
import org.audioprocessor.loudness.InfrasoundFilter;

/**
 * What is removed from a source before it is measured and rendered, because it is no sound:
 * offsets, infrasound, bursts of damage. Music has nothing of it and passes as it is.
 *
 * @param offsetLeft the constant that is subtracted, as a share of full scale
 * @param highPass whether the {@link InfrasoundFilter} is on
 * @param bursts in their order
 */
public record Repairs(float offsetLeft, float offsetRight, boolean highPass, List<Burst> bursts) {
  /** Changes nothing. */
  public static final Repairs NONE = new Repairs(0, 0, false, List.of());

  /** −46 dBFS; smaller offsets are removed without a word. */
  private static final float WORTH_A_WORD = 0.005f;

  public Repairs {
    bursts = List.copyOf(bursts);
  }

  boolean changesNothing() {
    return equals(NONE);
  }

  Repairs withBursts(List<Burst> found) {
    return new Repairs(offsetLeft, offsetRight, highPass, found);
  }

  /** Sentences about what was removed, without a full stop. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    float offset = Math.abs(offsetLeft) > Math.abs(offsetRight) ? offsetLeft : offsetRight;
    if (Math.abs(offset) >= WORTH_A_WORD) {
      warnings.add(
          String.format(
              Locale.ROOT, "a constant offset of %+.3f of full scale was removed", offset));
    }
    if (highPass) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "infrasound, which cannot be heard, was removed below %.0f Hz",
              InfrasoundFilter.CUTOFF_HZ));
    }
    for (Burst burst : bursts) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%.0f ms at %d:%05.2f stand %.0f dB above everything else, as damage does, and were"
                  + " lowered",
              burst.durationSeconds() * 1000,
              (int) burst.seconds() / 60,
              burst.seconds() % 60,
              burst.heightDb()));
    }
    return warnings;
  }
}
