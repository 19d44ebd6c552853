package org.audioprocessor.process.publish;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.rules.RuleResult;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.loudness.plan.PlanSummary;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.Tags;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.Pipeline;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RenditionCertificate;
import org.audioprocessor.process.Source;
import org.audioprocessor.process.measure.Measured;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a track's {@code metadata.json}: the fields that the platform reads, which are never
 * renamed, and the measurements and settings of the processing.
 */
public final class Metadata {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Metadata() {}

  public static byte[] json(
      Published track, Source source, Pipeline.Program program, Instant processedAt) {
    Map<String, @Nullable Object> fields = platformFields(track, processedAt);
    fields.put("generation", track.job().generation());
    fields.put(
        "ladder", track.job().settings().ladder().rungs().stream().map(Metadata::rung).toList());
    // decision 0040: HLS players play the music this much after media time
    double lead = track.job().settings().ladder().slowestFrameSeconds();
    fields.put("hls_lead_seconds", Math.round(lead * 1e6) / 1e6);
    fields.put("program", Map.of("name", program.name(), "ffmpeg", program.ffmpeg()));
    fields.put("source", sourceFields(track, source));
    fields.put("plan", planFields(track.plan()));
    fields.put("renditions", renditionFields(track.certificate()));
    fields.put("rules", track.certificate().rules().stream().map(Metadata::rule).toList());
    fields.put("warnings", track.certificate().warnings());
    fields.put("findings", track.certificate().findings());
    return JSON.writeValueAsBytes(fields);
  }

  /** The fields that the platform parses; names and types are fixed. */
  private static Map<String, @Nullable Object> platformFields(
      Published track, Instant processedAt) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    Job job = track.job();
    Tags tags = track.measured().info().tags();
    fields.put("id", job.trackId().value());
    fields.put("title", orElse(tags.title(), job.trackId().value()));
    fields.put("artist", orElse(tags.artist(), "Unknown Artist"));
    fields.put("duration", Math.round(track.measured().seconds()));
    fields.put("processed_at", processedAt.truncatedTo(ChronoUnit.SECONDS).toString());
    fields.put("qualities", job.settings().ladder().rungs().stream().map(Rung::name).toList());
    fields.put("hls_master_playlist", track.playlistKey());
    return fields;
  }

  /** What a reader needs of a rung, whatever ladder its own program has. */
  private static Map<String, Object> rung(Rung rung) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", rung.name());
    fields.put("bit_rate", rung.bitRate());
    fields.put("sample_rate", rung.sampleRate());
    return fields;
  }

  private static Map<String, @Nullable Object> sourceFields(Published track, Source source) {
    Measured measured = track.measured();
    AudioInfo info = measured.info();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("file_name", track.job().fileName());
    fields.put("bytes", source.bytes());
    fields.put("sha256", source.sha256());
    fields.put("container", info.container());
    fields.put("codec", info.codec());
    fields.put("sample_rate", info.sampleRate());
    fields.put("channels", info.channels());
    fields.put("duration_seconds", rounded(measured.seconds()));
    fields.put("measurement", measurement(measured.loudness()));
    return fields;
  }

  private static Map<String, @Nullable Object> planFields(PlanSummary plan) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("gain_db", rounded(plan.gainDb()));
    fields.put("peak_reduction_db", rounded(plan.peakReductionDb()));
    fields.put("range_reduction_lu", rounded(plan.rangeReductionLu()));
    fields.put("sentence", plan.sentence());
    return fields;
  }

  private static Map<String, @Nullable Object> renditionFields(Certificate certificate) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (RenditionCertificate rendition : certificate.renditions()) {
      Map<String, @Nullable Object> fields = measurement(rendition.measured());
      fields.put("duration_seconds", rounded(rendition.seconds()));
      fields.put("gain_db", rounded(rendition.gainDb()));
      fields.put("encoder_input_true_peak_dbtp", rounded(rendition.inputTruePeakDbtp()));
      fields.put("peak_reduction_db", rounded(rendition.peakReductionDb()));
      fields.put("encoded_times", rendition.rounds());
      fields.put("encoder", rendition.encoder());
      rendition
          .quality()
          .ifPresent(quality -> {
            fields.put("odg", rounded(quality.odg()));
            fields.put("score_2f", rounded(quality.score2f()));
          });
      all.put(rendition.name(), fields);
    }
    return all;
  }

  private static Map<String, @Nullable Object> measurement(LoudnessSnapshot loudness) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("integrated_lufs", rounded(loudness.integratedLufs()));
    fields.put("loudness_range_lu", rounded(loudness.loudnessRangeLu()));
    fields.put("true_peak_dbtp", rounded(loudness.truePeakDbtp()));
    fields.put("max_momentary_lufs", rounded(loudness.maxMomentaryLufs()));
    fields.put("max_short_term_lufs", rounded(loudness.maxShortTermLufs()));
    return fields;
  }

  private static Map<String, Object> rule(RuleResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rule", result.rule().number());
    fields.put("caption", result.rule().caption());
    fields.put("passed", result.passed());
    fields.put("detail", result.detail());
    return fields;
  }

  private static @Nullable Double rounded(OptionalDouble value) {
    return value.isPresent() ? rounded(value.getAsDouble()) : null;
  }

  private static @Nullable Double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 1000) / 1000.0 : null;
  }

  private static String orElse(@Nullable String text, String otherwise) {
    return text == null || text.isBlank() ? otherwise : text;
  }
}
