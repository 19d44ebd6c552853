package org.audioprocessor.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.loudness.EnvelopeRecorder;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.MediaException;

/** Pass 1: one decode; how loud the track is, and its loudness over time. */
final class Measure {
  private static final double TOLERATED_SECONDS = 2;
  private static final double TOLERATED_SHARE = 0.02;

  private final RenderSettings settings;
  private final CancelToken cancel;
  private final Progress progress;

  Measure(RenderSettings settings, CancelToken cancel, Progress progress) {
    this.settings = settings;
    this.cancel = cancel;
    this.progress = progress;
  }

  FirstPass of(Source source) throws ProcessingException {
    try (StereoSource input = StereoSource.open(source.file(), settings.limits(), cancel)) {
      AudioInfo info = input.info();
      LoudnessMeter meter = LoudnessMeter.stereo(info.sampleRate());
      EnvelopeRecorder envelope = new EnvelopeRecorder(info.sampleRate(), bandwidths());
      StageClock clock = new StageClock(Stage.MEASURE, expectedSeconds(info), progress);
      while (input.next()) {
        cancel.check();
        AudioBlock block = input.block();
        meter.feed(block.samples(), 0, block.frames());
        envelope.feed(block.samples(), 0, block.frames());
        clock.at(input.seconds(), meter::snapshot);
      }
      clock.end();
      Measured measured = new Measured(info, input.frames(), meter.finish(), warnings(input));
      return new FirstPass(measured, envelope.envelope());
    } catch (MediaException e) {
      cancel.check();
      throw ProcessingException.of(e);
    }
  }

  private double[] bandwidths() {
    return settings.ladder().rungs().stream().mapToDouble(Encoder::bandwidthHz).toArray();
  }

  static double expectedSeconds(AudioInfo info) {
    return info.statedSeconds().orElse(info.estimatedSeconds().orElse(0));
  }

  /** A truncated file, or one with a hole, decodes without an error, so its length is compared. */
  private static List<String> warnings(StereoSource input) throws ProcessingException {
    List<String> warnings = new ArrayList<>();
    AudioInfo info = input.info();
    double stated = info.statedSeconds().orElse(0);
    double missing = stated - input.seconds();
    if (missing > TOLERATED_SECONDS && missing > TOLERATED_SHARE * stated) {
      throw new ProcessingException(
          FailureKind.TRUNCATED,
          String.format(
              Locale.ROOT,
              "Only %.1f s of the %.1f s that the file says it holds can be decoded: it breaks off"
                  + " too early or is damaged. Upload it again from the original.",
              input.seconds(),
              stated));
    }
    if (missing > 0.1) {
      warnings.add(
          String.format(Locale.ROOT, "%.1f s of what the file says it holds are missing", missing));
    }
    if (input.decodeErrors() > 0) {
      warnings.add(input.decodeErrors() + " damaged packets were skipped");
    }
    if (input.silencedSamples() > 0) {
      warnings.add(
          input.silencedSamples()
              + " samples were no numbers or more than 24 dB above full scale and became silence");
    }
    return List.copyOf(warnings);
  }
}
