package org.audioprocessor.process.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.ChannelRole;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.Stage;
import org.audioprocessor.process.readback.Decoded;
import org.audioprocessor.quality.source.FaultKind;
import org.audioprocessor.quality.source.SourceCheck;
import org.audioprocessor.quality.source.SourceFinding;

/**
 * Loudness of a file without a down-mix: every channel with its weight of ITU-R BS.1770-5. A mono
 * file counts as two equal channels, as it is played.
 *
 * @param seconds decoded duration
 * @param warnings sentences about the file, such as a missing end
 * @param findings faults of the sound, those that the rules let pass included; empty if they were
 *     not looked for
 */
public record FileMeasurement(
    Path file,
    double seconds,
    LoudnessSnapshot loudness,
    List<String> warnings,
    List<SourceFinding> findings) {

  /** The missing loudness of a file without any, in LU. */
  private static final double SILENT_LU = 70;

  public FileMeasurement {
    findings = List.copyOf(findings);
    warnings = List.copyOf(warnings);
  }

  /**
   * Decodes the file once.
   *
   * @param checked whether to look for faults of the sound, too
   */
  public static FileMeasurement of(
      Path path, MediaLimits limits, boolean checked, CancelToken cancel, Progress progress)
      throws ProcessingException {
    try (AudioFile file = AudioFile.open(path, limits, cancel)) {
      int rate = file.info().sampleRate();
      LoudnessMeter meter = new LoudnessMeter(rate, weights(file.info().channelRoles()));
      SourceCheck check = new SourceCheck(format(file.info()));
      double expected = Measure.expectedSeconds(file.info());
      StageClock clock = new StageClock(Stage.MEASURE, expected, progress);
      AudioBlock block = new AudioBlock();
      while (file.read(block)) {
        cancel.check();
        meter.feed(block.samples(), 0, block.frames());
        if (checked) {
          check.feed(block.samples(), 0, block.frames());
        }
        clock.at(file.decodedFrames() / (double) rate, meter::snapshot);
      }
      clock.end();
      Decoded decoded = Decoded.of(file);
      LoudnessSnapshot loudness = meter.finish();
      List<SourceFinding> findings = new ArrayList<>(check.finish());
      if (checked) {
        unreachable(loudness, decoded.seconds()).ifPresent(findings::add);
      }
      return new FileMeasurement(path, decoded.seconds(), loudness, warnings(decoded), findings);
    } catch (MediaException e) {
      cancel.check();
      throw ProcessingException.of(e);
    }
  }

  /** How far the default policy would leave the file below its target. */
  private static Optional<SourceFinding> unreachable(LoudnessSnapshot loudness, double seconds) {
    if (loudness.integratedLufs().isEmpty()) {
      boolean brief = seconds < 0.4;
      return Optional.of(
          brief
              ? unreachable(1, "The file is too short for a loudness: it has less than 0.4 s")
              : unreachable(SILENT_LU, "The file is silent: it has no loudness"));
    }
    NormalisationPolicy policy = NormalisationPolicy.DEFAULT;
    double wanted = policy.target().integratedLufs() - loudness.integratedLufs().getAsDouble();
    double highest =
        policy.target().truePeakDbtp() - loudness.truePeakDbtp().orElse(0) + policy.limitAtMostDb();
    double missing = wanted - Math.min(policy.maxGainDb(), highest);
    return missing <= 0
        ? Optional.empty()
        : Optional.of(
            unreachable(
                missing,
                String.format(
                    Locale.ROOT,
                    "The track stays %.1f LU below the target: its peaks are too high or its"
                        + " sound too quiet",
                    missing)));
  }

  private static SourceFinding unreachable(double missing, String sentence) {
    return new SourceFinding(FaultKind.UNREACHABLE_LOUDNESS, 0, missing, sentence);
  }

  static SourceCheck.Format format(AudioInfo info) {
    return new SourceCheck.Format(
        info.sampleRate(), info.channels(), info.format().lossless(), info.format().integerBits());
  }

  /** A truncated file is measured, with a warning. */
  private static List<String> warnings(Decoded decoded) {
    List<String> warnings = new ArrayList<>();
    decoded.cut().ifPresent(warnings::add);
    warnings.addAll(decoded.warnings());
    return warnings;
  }

  private static double[] weights(List<ChannelRole> roles) {
    return roles.size() == 1
        ? new double[] {2}
        : roles.stream().mapToDouble(ChannelRole::loudnessWeight).toArray();
  }
}
