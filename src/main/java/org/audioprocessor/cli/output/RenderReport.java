package org.audioprocessor.cli.output;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.audioprocessor.hls.rules.HlsRule;
import org.audioprocessor.hls.rules.RuleResult;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.loudness.plan.PlanSummary;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RenditionCertificate;
import org.audioprocessor.process.measure.Measured;
import org.audioprocessor.process.render.RenditionQuality;
import org.jspecify.annotations.Nullable;

/** Prints a rendered track as a certificate or as one line of JSON. */
public final class RenderReport {
  private RenderReport() {}

  public static void published(Output output, Published track, Path folder, Stopwatch watch) {
    Map<String, @Nullable Object> fields = fields(track.job().trackId().value(), null);
    Measured in = track.measured();
    fields.put("input", MeasureFields.json(track.job().fileName(), in.seconds(), in.loudness()));
    fields.put("plan", plan(track.plan()));
    Map<String, @Nullable Object> renditions = new LinkedHashMap<>();
    for (RenditionCertificate rendition : track.certificate().renditions()) {
      Map<String, @Nullable Object> one = rendition(rendition.measured(), rendition.seconds());
      one.put("encoder", rendition.encoder());
      if (track.job().settings().quality()) {
        Optional<RenditionQuality> quality = rendition.quality();
        one.put("odg", quality.map(of -> Output.number(of.odg())).orElse(null));
        one.put("score2f", quality.map(of -> Output.number(of.score2f())).orElse(null));
      }
      renditions.put(rendition.name(), one);
    }
    fields.put("renditions", renditions);
    fields.put("warnings", track.certificate().warnings());
    fields.put("findings", track.certificate().findings());
    effort(fields, in.seconds(), watch);
    output.result(text(track, folder, watch), fields);
  }

  public static void failed(
      Output output, Path file, ProcessingException failure, Stopwatch watch) {
    String name = String.valueOf(file.getFileName());
    Map<String, @Nullable Object> fields = fields(trackId(name), failure.sentence());
    effort(fields, 0, watch);
    output.result(name + ": not processed. " + failure.sentence(), fields);
  }

  /** Returns the track id of a file name, also of a name that is not allowed. */
  public static String trackId(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 ? fileName.substring(0, dot) : fileName;
  }

  private static Map<String, @Nullable Object> fields(String trackId, @Nullable String error) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("trackId", trackId);
    fields.put("ok", error == null);
    fields.put("error", error);
    return fields;
  }

  private static Map<String, @Nullable Object> plan(PlanSummary plan) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("gainDb", Output.number(plan.gainDb()));
    fields.put("peakReductionDb", Output.number(plan.peakReductionDb()));
    fields.put("rangeReductionLu", Output.number(plan.rangeReductionLu()));
    fields.put("sentence", plan.sentence());
    return fields;
  }

  static Map<String, @Nullable Object> rendition(LoudnessSnapshot measured, double seconds) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("integratedLufs", Output.number(measured.integratedLufs()));
    fields.put("truePeakDbtp", Output.number(measured.truePeakDbtp()));
    fields.put("durationSeconds", Output.number(seconds));
    return fields;
  }

  private static void effort(
      Map<String, @Nullable Object> fields, double seconds, Stopwatch watch) {
    fields.put("cpuSeconds", Output.number(watch.cpuSeconds()));
    fields.put("realtimeFactor", Output.number(seconds / watch.wallSeconds()));
  }

  private static String text(Published track, Path folder, Stopwatch watch) {
    Measured in = track.measured();
    Certificate certificate = track.certificate();
    List<String> lines = new ArrayList<>();
    lines.add(track.job().fileName());
    lines.add(
        "  in      "
            + in.info().container()
            + ", "
            + MeasureFields.duration(in.seconds())
            + ", "
            + MeasureFields.text(in.loudness()));
    lines.add("  plan    " + track.plan().sentence());
    for (RenditionCertificate rendition : certificate.renditions()) {
      lines.add(
          "  %-7s %s, %s%s, %s"
              .formatted(
                  rendition.name(),
                  MeasureFields.text(rendition.measured()),
                  MeasureFields.duration(rendition.seconds()),
                  rendition.quality().map(of -> quality(of.odg(), of.score2f())).orElse(""),
                  rendition.encoder()));
    }
    lines.add("  rules   " + rules(certificate));
    for (String warning : certificate.warnings()) {
      boolean finding = certificate.findings().contains(warning);
      lines.add((finding ? "  finding " : "  note    ") + warning);
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "  effort  %.1f CPU-s, %.0f × real time",
            watch.cpuSeconds(),
            in.seconds() / watch.wallSeconds()));
    lines.add("  listen  " + folder.resolve(track.playlistKey()));
    return String.join(System.lineSeparator(), lines);
  }

  /** Formats the score as the end of a rendition's line. */
  static String quality(double odg, double score2f) {
    return String.format(Locale.ROOT, ", ODG %.2f, 2f %.0f", odg, score2f);
  }

  private static String rules(Certificate certificate) {
    long passed = certificate.rules().stream().filter(RuleResult::passed).count();
    StringBuilder text = new StringBuilder();
    text.append(passed).append(" of ").append(HlsRule.values().length).append(" HLS rules passed");
    for (RuleResult rule : certificate.rules()) {
      if (!rule.passed()) {
        text.append("; ").append(rule.rule().number()).append(": ").append(rule.detail());
      }
    }
    return text.toString();
  }

  /**
   * Measures wall and CPU time from its start.
   *
   * @param wallNanos {@link System#nanoTime} at the start
   * @param cpuNanos CPU time of the process at the start
   */
  public record Stopwatch(long wallNanos, long cpuNanos) {
    public static Stopwatch start() {
      return new Stopwatch(System.nanoTime(), processCpuNanos());
    }

    double wallSeconds() {
      return (System.nanoTime() - wallNanos) / 1e9;
    }

    /** CPU seconds of the whole process, all threads. */
    double cpuSeconds() {
      return (processCpuNanos() - cpuNanos) / 1e9;
    }

    private static long processCpuNanos() {
      return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
          ? system.getProcessCpuTime()
          : 0;
    }
  }
}
