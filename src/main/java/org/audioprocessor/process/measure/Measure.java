package org.audioprocessor.process.measure;

import java.util.Optional;
import org.audioprocessor.loudness.EnvelopeRecorder;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.plan.GainPlan;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.CoverPicture;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.Source;
import org.audioprocessor.process.Stage;
import org.audioprocessor.process.readback.Decoded;

/** Pass 1: measures loudness, peaks and the envelope in one decode. */
public final class Measure {
  private final RenderSettings settings;
  private final CancelToken cancel;
  private final Progress progress;

  public Measure(RenderSettings settings, CancelToken cancel, Progress progress) {
    this.settings = settings;
    this.cancel = cancel;
    this.progress = progress;
  }

  public FirstPass of(Source source) throws ProcessingException {
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
      Decoded decoded = input.decoded();
      Optional<String> cut = decoded.cut();
      if (cut.isPresent()) {
        throw new ProcessingException(FailureKind.TRUNCATED, cut.get());
      }
      Measured measured = new Measured(info, input.frames(), meter.finish(), decoded.warnings());
      return new FirstPass(measured, envelope.envelope(), input.cover());
    } catch (MediaException e) {
      cancel.check();
      throw ProcessingException.of(e);
    }
  }

  private double[] bandwidths() {
    return settings.ladder().rungs().stream()
        .mapToDouble(settings.encoder()::bandwidthHz)
        .toArray();
  }

  static double expectedSeconds(AudioInfo info) {
    return info.statedSeconds().orElse(info.estimatedSeconds().orElse(0));
  }

  /** The measurements, the envelope, which only the plan needs, and the file's cover. */
  public record FirstPass(
      Measured measured, LoudnessEnvelope envelope, Optional<CoverPicture> cover) {
    public GainPlan plan(RenderSettings settings) {
      return GainPlan.of(measured.loudness(), envelope, settings.policy());
    }
  }
}
