package org.audioprocessor.process.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.loudness.plan.GainPlan;
import org.audioprocessor.loudness.plan.RungSignal;
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

/** Pass 1: measures loudness, peaks and the envelope, in one decode for ordinary music. */
public final class Measure {
  /** An early end, one repetition without what it found, and one for bursts. */
  private static final int MOST_PASSES = 4;

  private final RenderSettings settings;
  private final CancelToken cancel;
  private final Progress progress;

  public Measure(RenderSettings settings, CancelToken cancel, Progress progress) {
    this.settings = settings;
    this.cancel = cancel;
    this.progress = progress;
  }

  /** Measures a source; again without what is no sound or is not delivered, if it has that. */
  public FirstPass of(Source source) throws ProcessingException {
    try {
      Repairs repairs = Repairs.NONE;
      boolean inBand = false;
      for (int number = 1; ; number++) {
        try (MeasuringPass pass = MeasuringPass.open(source, settings, repairs, inBand, cancel)) {
          run(pass, number == 1);
          if (number == MOST_PASSES || !pass.isToBeRepeated()) {
            return result(source, pass);
          }
          repairs = pass.wanted();
          inBand = pass.wantsBand();
        }
      }
    } catch (MediaException e) {
      cancel.check();
      throw ProcessingException.of(e);
    }
  }

  private void run(MeasuringPass pass, boolean mayEndEarly)
      throws MediaException, ProcessingException {
    StereoSource input = pass.input();
    StageClock clock = new StageClock(Stage.MEASURE, expectedSeconds(input.info()), progress);
    while (pass.next(mayEndEarly)) {
      cancel.check();
      clock.at(input.seconds(), pass.meter()::snapshot);
    }
    clock.end();
  }

  private FirstPass result(Source source, MeasuringPass pass)
      throws MediaException, ProcessingException {
    StereoSource input = pass.input();
    Decoded decoded = input.decoded();
    Optional<String> cut = decoded.cut();
    if (cut.isPresent()) {
      throw new ProcessingException(FailureKind.TRUNCATED, cut.get());
    }
    Repairs repairs = pass.wanted();
    List<String> warnings = new ArrayList<>(decoded.warnings());
    warnings.addAll(repairs.warnings());
    LoudnessSnapshot loudness = pass.meter().finish();
    Measured measured = new Measured(input.info(), input.frames(), loudness, warnings);
    return new FirstPass(
        measured,
        pass.envelope(),
        input.cover(),
        repairs,
        pass.isInBand(),
        rungSignals(source, pass, repairs));
  }

  /** Measures the rungs by themselves whose band has little of the source. */
  private Map<Integer, RungSignal> rungSignals(Source source, MeasuringPass pass, Repairs repairs)
      throws MediaException, ProcessingException {
    Map<Integer, RungSignal> signals = new HashMap<>();
    List<Rung> rungs = settings.ladder().rungs();
    for (int band = 0; band < rungs.size(); band++) {
      if (pass.wantsOwnPass(band)) {
        Rung rung = rungs.get(band);
        try (MeasuringPass own = MeasuringPass.ofRung(source, settings, repairs, rung, cancel)) {
          run(own, false);
          signals.put(
              band,
              new RungSignal(
                  own.meter().finish(),
                  own.envelope(),
                  LoudnessEnvelope.edgeHz(settings.encoder().bandwidthHz(rung))));
        }
      }
    }
    return signals;
  }

  static double expectedSeconds(AudioInfo info) {
    return info.statedSeconds().orElse(info.estimatedSeconds().orElse(0));
  }

  /**
   * The measurements, the envelope, which only the plan needs, and the file's cover.
   *
   * @param repairs to be made to the source before it is rendered
   * @param inBand whether the source has sound above the highest rung's band, which is not measured
   * @param rungSignals the rungs that were measured by themselves
   */
  public record FirstPass(
      Measured measured,
      LoudnessEnvelope envelope,
      Optional<CoverPicture> cover,
      Repairs repairs,
      boolean inBand,
      Map<Integer, RungSignal> rungSignals) {
    public GainPlan plan(RenderSettings settings) {
      return GainPlan.of(measured.loudness(), envelope, rungSignals, settings.policy());
    }
  }
}
