package org.audioprocessor.process.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.loudness.LoudnessEnvelope;
import org.audioprocessor.loudness.plan.GainPlan;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.loudness.plan.RungPlan;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.M4aWriter;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.RenditionCertificate;
import org.audioprocessor.process.measure.Measure;
import org.audioprocessor.process.measure.Measured;
import org.audioprocessor.process.publish.TrackPlaylists;
import org.audioprocessor.process.render.Encoder;
import org.audioprocessor.process.render.Excerpt;
import org.audioprocessor.process.render.RenderedRung;
import org.audioprocessor.process.render.Renditions;
import org.audioprocessor.process.render.RungJob;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the decoded renditions against the plan. A rung that misses the target is rendered again
 * with a corrected gain and ceiling; remaining deviations become warnings.
 */
public final class Verify {
  /** The target is 0.3 LU; other meters may differ from this one by some hundredths. */
  private static final double LOUDNESS_TOLERANCE_LU = 0.25;

  /** The target is 0 dBTP; the filters of other meters read up to a tenth more. */
  private static final double HIGHEST_PEAK_DBTP = -0.1;

  /** A rung with such decoded peaks is encoded again with the fast coder. */
  private static final double FAR_ABOVE_DBTP = 1.0;

  private static final double UNHEARD_DB = 0.01;

  /** A rendition that misses its plan by more is a finding. */
  private static final double FINDING_LU = 1;

  /** A rung this far below a plan that knows its band has lost its sound in the encoder. */
  private static final double NEXT_TO_NOTHING_LU = 20;

  /** What counts as silence. */
  private static final double SILENT_LUFS = -70;

  private final Job job;
  private final Measured measured;
  private final GainPlan plan;
  private final Measure.FirstPass first;

  public Verify(Job job, Measure.FirstPass first, GainPlan plan) {
    this.first = first;
    this.job = job;
    this.measured = first.measured();
    this.plan = plan;
  }

  /** The first rendering of every rung, with its own ceiling and encoder. */
  public List<RungJob> firstRound(Path m4a) {
    RenderSettings settings = job.settings();
    Ladder ladder = settings.ladder();
    Timeline timeline =
        Timeline.of(
            ladder, settings.segmentSeconds(), measured.frames(), measured.info().sampleRate());
    return ladder.rungs().stream().map(rung -> first(rung, timeline, m4a)).toList();
  }

  private RungJob first(Rung rung, Timeline timeline, Path m4a) {
    Encoder encoder = encoder(rung);
    RungJob.@Nullable M4aTarget target =
        rung.equals(job.settings().ladder().m4aRung())
            ? new RungJob.M4aTarget(
                m4a,
                new M4aWriter.Labels(measured.info().tags(), first.cover()),
                timeline.musicFrames(rung))
            : null;
    return new RungJob(
        rung,
        rungPlan(encoder, rung),
        encoder.settings(rung, measured.info().sampleRate()),
        timeline,
        new RungJob.SegmentSeries(job.generation(), job.tryNumber()),
        0,
        compared(),
        target);
  }

  private Encoder encoder(Rung rung) {
    Encoder wanted = job.settings().encoder();
    return wanted.forReduction(rung, rungPlan(wanted, rung).peakReductionDb());
  }

  private RungJob.Compared compared() {
    Rung highest = job.settings().ladder().rungs().getLast();
    return new RungJob.Compared(
        job.settings().quality() ? Excerpt.of(first.envelope()) : List.of(),
        rungPlan(encoder(highest), highest));
  }

  /** The rungs that missed the target, with their plans corrected by the deviation. */
  public List<RungJob> nextRound(Renditions renditions) {
    List<RungJob> again = new ArrayList<>();
    for (RenderedRung rung : renditions.rungs()) {
      if (missed(rung)) {
        RungJob tried = rung.job();
        RungJob next = isTwoLoopAtItsEnd(rung) ? withFastCoder(tried) : corrected(rung);
        if (differs(next.plan(), tried.plan()) || !next.encoding().equals(tried.encoding())) {
          again.add(next);
        }
      }
    }
    return again;
  }

  /** Whether its peaks are far too high, or it missed again with a lower ceiling. */
  private boolean isTwoLoopAtItsEnd(RenderedRung rendered) {
    RungJob tried = rendered.job();
    if (tried.encoding().coder() != AacSettings.Coder.TWOLOOP) {
      return false;
    }
    double firstCeiling = rungPlan(Encoder.BEST, tried.rung()).ceilingDbtp();
    boolean lowered = tried.plan().ceilingDbtp() < firstCeiling - UNHEARD_DB;
    return lowered || peakDbtp(rendered) > FAR_ABOVE_DBTP;
  }

  private RungJob corrected(RenderedRung rung) {
    RungPlan tried = rung.job().plan();
    double heardLufs = rung.measured().integratedLufs().orElse(tried.predictedLufs());
    int band = bandOf(rung.job().rung());
    return rung.job().again(plan.corrected(tried, band, heardLufs, peakDbtp(rung)));
  }

  private int bandOf(Rung rung) {
    return job.settings().ladder().rungs().indexOf(rung);
  }

  /**
   * A ceiling low enough for peaks that the two-loop coder raises this far would cost loudness. The
   * fast coder raises them less.
   */
  private RungJob withFastCoder(RungJob tried) {
    Rung rung = tried.rung();
    int sourceRate = measured.info().sampleRate();
    return tried
        .again(rungPlan(Encoder.QUICK, rung))
        .withEncoding(Encoder.QUICK.settings(rung, sourceRate));
  }

  private RungPlan rungPlan(Encoder encoder, Rung rung) {
    double highest = job.settings().policy().target().truePeakDbtp();
    double ceiling = highest - encoder.peakReserveDb(rung);
    RungPlan planned = plan.rung(bandOf(rung), ceiling, encoder.lossLu(rung));
    // what was not measured must not reach a limiter
    return first.inBand()
        ? planned.below(LoudnessEnvelope.edgeHz(encoder.bandwidthHz(rung)))
        : planned;
  }

  private static double peakDbtp(RenderedRung rung) {
    return rung.measured().truePeakDbtp().orElse(Double.NEGATIVE_INFINITY);
  }

  /** False if the gain has reached its limit: another round would give the same result. */
  private static boolean differs(RungPlan one, RungPlan other) {
    return Math.abs(one.gainDb() - other.gainDb()) > UNHEARD_DB
        || Math.abs(one.ceilingDbtp() - other.ceilingDbtp()) > UNHEARD_DB;
  }

  private boolean missed(RenderedRung rung) {
    return rung.measured().truePeakDbtp().orElse(-1) > HIGHEST_PEAK_DBTP
        || (Math.abs(missLu(rung)) > LOUDNESS_TOLERANCE_LU && !carriesNothing(rung));
  }

  /** Deviation of the rendition's loudness from the plan; 0 for a track that is silent. */
  private double missLu(RenderedRung rung) {
    return plan.aimLufs().isPresent()
        ? rung.measured().integratedLufs().orElse(SILENT_LUFS) - plan.aimLufs().getAsDouble()
        : 0;
  }

  /** Whether more gain would only amplify what filters leak. */
  private boolean carriesNothing(RenderedRung rung) {
    return rung.job().plan().limit() == RungPlan.Limit.CARRIES_NOTHING
        || missLu(rung) < -NEXT_TO_NOTHING_LU;
  }

  /**
   * Returns the certificate of the renditions.
   *
   * @throws ProcessingException if a rule is broken that blocks publication, or the M4A differs
   *     from its rung
   */
  public Certificate certify(Renditions renditions, TrackPlaylists playlists)
      throws ProcessingException {
    RuleCheck.requireM4a(renditions);
    List<String> warnings = new ArrayList<>(measured.warnings());
    List<String> findings = new ArrayList<>();
    List<RenditionCertificate> certificates = new ArrayList<>();
    for (RenderedRung rung : renditions.rungs()) {
      certificates.add(RenditionCertificate.of(rung.job().rung().name(), rung));
      warn(rung, warnings);
      if (Math.abs(missLu(rung)) > FINDING_LU) {
        findings.add(miss(rung, missLu(rung)));
      }
    }
    certificates.add(RenditionCertificate.of("m4a", renditions.m4aRung()));
    RuleCheck rules = new RuleCheck(job, renditions, playlists);
    return new Certificate(certificates, rules.results(), warnings, findings);
  }

  private void warn(RenderedRung rung, List<String> warnings) {
    String name = rung.job().rung().name();
    double miss = missLu(rung);
    if (Math.abs(miss) > LOUDNESS_TOLERANCE_LU) {
      warnings.add(miss(rung, miss));
    }
    double peak = peakDbtp(rung);
    if (peak > 0) {
      warnings.add(String.format(Locale.ROOT, "%s peaks at %+.2f dBTP when decoded", name, peak));
    }
    NormalisationPolicy policy = job.settings().policy();
    if (rung.inputTruePeakDbtp() > policy.target().truePeakDbtp()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the signal for the encoder of %s peaked at %.2f dBTP",
              name,
              rung.inputTruePeakDbtp()));
    }
  }

  /** The rendition's distance from its plan, and the reason. */
  private String miss(RenderedRung rung, double missLu) {
    RungJob tried = rung.job();
    String name = tried.rung().name();
    if (carriesNothing(rung)) {
      double band = job.settings().encoder().bandwidthHz(tried.rung());
      return String.format(
          Locale.ROOT,
          "%s carries nothing of it: its encoder ends at %.1f kHz, and the sound lies above",
          name,
          band / 1000);
    }
    String reason =
        tried.plan().limit() == RungPlan.Limit.PEAKS
            ? ": its peaks stand too high for more gain"
            : tried.round() + 1 < Job.MAX_ROUNDS ? "" : " after four tries of its encoder";
    return String.format(
        Locale.ROOT, "%s is %.2f LU away from what was planned%s", name, missLu, reason);
  }

  public GainPlan plan() {
    return plan;
  }

  public Measure.FirstPass first() {
    return first;
  }
}
