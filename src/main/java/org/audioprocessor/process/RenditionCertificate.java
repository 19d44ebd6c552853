package org.audioprocessor.process;

import java.util.Optional;
import java.util.OptionalDouble;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.process.render.RenderedRung;
import org.audioprocessor.process.render.RenditionQuality;
import org.audioprocessor.process.render.RungJob;

/**
 * Measurements of one decoded rendition.
 *
 * @param name {@code low}, {@code med}, {@code high} or {@code m4a}
 * @param seconds of music
 * @param gainDb the constant gain
 * @param ceilingDbtp the ceiling of its limiter
 * @param inputTruePeakDbtp true peak of the encoder's input; −∞ for silence
 * @param peakReductionDb the largest reduction by its limiter
 * @param rounds number of times it was encoded
 * @param encoder name and version of its encoder
 * @param quality of its excerpts; empty where none was compared
 */
public record RenditionCertificate(
    String name,
    LoudnessSnapshot measured,
    double seconds,
    double gainDb,
    double ceilingDbtp,
    double inputTruePeakDbtp,
    double peakReductionDb,
    int rounds,
    String encoder,
    Optional<RenditionQuality> quality) {

  /** Empty for silence. */
  public OptionalDouble integratedLufs() {
    return measured.integratedLufs();
  }

  /** Empty for silence. */
  public OptionalDouble truePeakDbtp() {
    return measured.truePeakDbtp();
  }

  public static RenditionCertificate of(String name, RenderedRung rung) {
    RungJob job = rung.job();
    return new RenditionCertificate(
        name,
        rung.measured(),
        rung.seconds(),
        job.plan().gainDb(),
        job.plan().ceilingDbtp(),
        rung.inputTruePeakDbtp(),
        rung.peakReductionDb(),
        job.round() + 1,
        rung.encoder(),
        rung.quality());
  }
}
