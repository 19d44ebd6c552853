package org.audioprocessor.process.render;

import java.util.List;
import java.util.Optional;
import org.audioprocessor.quality.QualityScore;

/**
 * How good a rendition sounds, as a mean over excerpts.
 *
 * @param odg of PEAQ Basic: 0 imperceptible, −4 very annoying
 * @param score2f of the 2f-model: 0 bad, 100 excellent
 */
public record RenditionQuality(double odg, double score2f) {
  public RenditionQuality {
    if (!(odg >= -4 && odg <= 0.3 && score2f >= 0 && score2f <= 100)) {
      throw new IllegalArgumentException("no quality: " + odg + ", " + score2f);
    }
  }

  /** Empty where no excerpt has a score. */
  static Optional<RenditionQuality> mean(List<QualityScore> scores) {
    return scores.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RenditionQuality(
                scores.stream().mapToDouble(QualityScore::odg).average().orElseThrow(),
                scores.stream().mapToDouble(QualityScore::score2f).average().orElseThrow()));
  }
}
