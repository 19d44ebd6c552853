package org.audioprocessor.preview.comparison;

import java.util.function.BooleanSupplier;
import org.audioprocessor.loudness.EnvelopeRecorder;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.plan.GainCurve;
import org.audioprocessor.loudness.plan.GainPlan;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;

/** Computes a track's range curve again, since it is not published. */
public final class RangeCurves {
  private RangeCurves() {}

  /**
   * Decodes the whole file once.
   *
   * @throws InterruptedException also if it was cancelled
   */
  public static GainCurve of(PcmSource raw, NormalisationPolicy policy, BooleanSupplier cancelled)
      throws PlaybackException, InterruptedException {
    try (StereoStream stream = raw.open(0)) {
      LoudnessMeter meter = LoudnessMeter.stereo(stream.sampleRate());
      EnvelopeRecorder envelope = new EnvelopeRecorder(stream.sampleRate(), new double[0]);
      AudioBlock block = new AudioBlock();
      while (stream.read(block)) {
        if (cancelled.getAsBoolean() || Thread.interrupted()) {
          throw new InterruptedException("the plan was cancelled");
        }
        meter.feed(block.samples(), 0, block.frames());
        envelope.feed(block.samples(), 0, block.frames());
      }
      return GainPlan.of(meter.finish(), envelope.envelope(), policy).curve();
    }
  }
}
