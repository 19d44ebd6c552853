package org.audioprocessor.worker.claim;

import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RenditionCertificate;
import org.audioprocessor.queue.Result;
import org.jspecify.annotations.Nullable;

/** What of a certificate the queue shows in its lists. */
final class CompletedFigures {
  private CompletedFigures() {}

  static Result of(Published published) {
    RenditionCertificate best = best(published.certificate().renditions());
    return new Result(
        orNull(published.measured().integratedLufs()),
        orNull(best.integratedLufs()),
        highestTruePeakDbtp(published.certificate().renditions()),
        published.measured().seconds(),
        published.metadataKey());
  }

  /** The highest rung: the renditions are the rungs, low to high, then the M4A. */
  private static RenditionCertificate best(List<RenditionCertificate> renditions) {
    return renditions.get(renditions.size() - 2);
  }

  /** A lower rung often peaks higher than the best one; null for silence. */
  private static @Nullable Double highestTruePeakDbtp(List<RenditionCertificate> renditions) {
    OptionalDouble highest =
        renditions.stream()
            .map(RenditionCertificate::truePeakDbtp)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .max();
    return orNull(highest);
  }

  private static @Nullable Double orNull(OptionalDouble figure) {
    return figure.isPresent() ? figure.getAsDouble() : null;
  }
}
