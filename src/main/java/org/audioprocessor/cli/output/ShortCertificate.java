package org.audioprocessor.cli.output;

import java.util.List;
import java.util.stream.Collectors;
import org.audioprocessor.hls.rules.HlsRule;
import org.audioprocessor.hls.rules.RuleResult;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.Published;

/** Formats source, plan and renditions in three lines, and each warning in one line. */
public final class ShortCertificate {
  private ShortCertificate() {}

  public static String text(Published track) {
    Certificate certificate = track.certificate();
    String renditions =
        certificate.renditions().stream()
            .map(one -> one.name() + " " + loudness(one.measured()))
            .collect(Collectors.joining("; "));
    long passed = certificate.rules().stream().filter(RuleResult::passed).count();
    return "\n  in      "
        + loudness(track.measured().loudness())
        + "\n  plan    "
        + track.plan().sentence()
        + "\n  out     "
        + renditions
        + "; "
        + passed
        + " of "
        + HlsRule.values().length
        + " HLS rules passed"
        + notes(certificate.warnings());
  }

  private static String loudness(LoudnessSnapshot found) {
    return MeasureFields.value(found.integratedLufs(), "LUFS")
        + " "
        + MeasureFields.value(found.truePeakDbtp(), "dBTP");
  }

  /** Formats each warning as a line. */
  public static String notes(List<String> warnings) {
    return warnings.stream().map(warning -> "\n  note    " + warning).collect(Collectors.joining());
  }
}
