package org.audioprocessor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.audioprocessor.cli.Cli;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders a folder of music and says what came out, as a table: one line a rendition, measured by
 * us on the published files, with the sound of three excerpts compared with the source and, where
 * the {@code ffmpeg} program is installed, by its ebur128 filter too. With {@code compare} the same
 * files also go through the six calls of {@code src/test/scripts/six-ffmpeg-calls}.
 *
 * <p>Arguments: folder of music, output folder, {@code best} or {@code quick}, optionally {@code
 * compare}.
 */
public final class MusicTable {
  private static final List<String> RUNGS = List.of("low", "med", "high");
  private static final double TARGET_LUFS = -14;

  private final Path output;
  private final String encoder;
  private final boolean compare;
  private final boolean ffmpeg = FfmpegProgram.isInstalled();
  private final List<double[]> ours = new ArrayList<>();
  private final List<double[]> theirs = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private int renditions;
  private int encodedTwice;

  private MusicTable(Path output, String encoder, boolean compare) {
    this.output = output;
    this.encoder = encoder;
    this.compare = compare;
  }

  /** Prints the table. */
  public static void main(String[] args) throws IOException, InterruptedException {
    boolean compare = args.length > 3 && args[3].equals("compare");
    MusicTable table = new MusicTable(Path.of(args[1]), args[2], compare);
    List<Path> files;
    try (Stream<Path> listed = Files.list(Path.of(args[0]))) {
      files = listed.filter(Files::isRegularFile).sorted().toList();
    }
    table.lines.add(
        "| track | in: LUFS, LU, dBTP | plan | low LUFS/dBTP | med | high | 2f (ODG) low | med |"
            + " high | LRA out | rounds |"
            + (table.ffmpeg ? " by ffmpeg: low | med | high |" : "")
            + (compare ? " six calls: low | med | high |" : ""));
    for (Path file : files) {
      table.track(file);
    }
    table.summary();
  }

  private void track(Path file) throws IOException, InterruptedException {
    int end =
        Cli.run(
            "render",
            "--quality",
            file.toString(),
            "--to",
            output.toString(),
            "--encoder",
            encoder);
    String name = file.getFileName().toString();
    String id = name.substring(0, name.lastIndexOf('.'));
    if (end != 0) {
      lines.add("| " + name + " | not processed |");
      return;
    }
    JsonNode metadata =
        JsonMapper.shared().readTree(output.resolve(id).resolve("metadata.json").toFile());
    StringBuilder line = new StringBuilder("| " + id + " | ");
    JsonNode in = metadata.path("source").path("measurement");
    line.append(
        text(
            "%.1f, %.1f, %.1f",
            in.path("integrated_lufs").asDouble(),
            in.path("loudness_range_lu").asDouble(),
            in.path("true_peak_dbtp").asDouble()));
    line.append(" | ").append(metadata.path("plan").path("sentence").asString()).append(" |");
    StringBuilder rounds = new StringBuilder();
    for (String rung : RUNGS) {
      JsonNode found = metadata.path("renditions").path(rung);
      double[] values = {
        found.path("integrated_lufs").asDouble(), found.path("true_peak_dbtp").asDouble()
      };
      line.append(text(" %.2f / %+.2f |", values[0], values[1]));
      ours.add(values);
      int times = found.path("encoded_times").asInt();
      rounds.append(times).append(' ');
      renditions++;
      encodedTwice += times > 1 ? 1 : 0;
    }
    for (String rung : RUNGS) {
      JsonNode found = metadata.path("renditions").path(rung);
      line.append(
          text(" %.0f (%.1f) |", found.path("score_2f").asDouble(), found.path("odg").asDouble()));
    }
    JsonNode high = metadata.path("renditions").path("high");
    line.append(text(" %.1f |", high.path("loudness_range_lu").asDouble()));
    line.append(' ').append(rounds.toString().trim()).append(" |");
    if (ffmpeg) {
      for (String rung : RUNGS) {
        double[] values = measure(output.resolve(id).resolve(rung).resolve("playlist.m3u8"));
        line.append(text(" %.1f / %+.1f |", values[0], values[1]));
      }
    }
    if (compare) {
      sixCalls(file, id, line);
    }
    lines.add(line.toString());
  }

  private void sixCalls(Path file, String id, StringBuilder line)
      throws IOException, InterruptedException {
    Path folder = output.resolve("six calls").resolve(id);
    FfmpegProgram.run(
        List.of("src/test/scripts/six-ffmpeg-calls", file.toString(), folder.toString()));
    for (String rung : RUNGS) {
      double[] values = measure(folder.resolve(rung).resolve("playlist.m3u8"));
      line.append(text(" %.1f / %+.1f |", values[0], values[1]));
      theirs.add(values);
    }
  }

  /** Integrated loudness and true peak by FFmpeg's own filter. */
  private static double[] measure(Path playlist) throws IOException, InterruptedException {
    String said =
        FfmpegProgram.run(
            List.of(
                "ffmpeg",
                "-nostdin",
                "-hide_banner",
                "-i",
                playlist.toString(),
                "-af",
                "ebur128=peak=true:framelog=verbose",
                "-f",
                "null",
                "-"));
    return new double[] {last(said, "I: +(-?[0-9.]+) LUFS"), last(said, "Peak: +(\\S+) dBFS")};
  }

  private static double last(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    double value = Double.NaN;
    while (matcher.find()) {
      value = matcher.group(1).equals("-inf") ? -99 : Double.parseDouble(matcher.group(1));
    }
    return value;
  }

  private void summary() {
    lines.forEach(System.out::println);
    System.out.println();
    System.out.println(text("%d renditions, %d encoded more than once", renditions, encodedTwice));
    System.out.println("ours: " + worst(ours));
    if (!theirs.isEmpty()) {
      System.out.println("six ffmpeg calls: " + worst(theirs));
    }
  }

  private static String worst(List<double[]> all) {
    double miss = all.stream().mapToDouble(v -> Math.abs(v[0] - TARGET_LUFS)).max().orElse(0);
    double peak = all.stream().mapToDouble(v -> v[1]).max().orElse(0);
    long off = all.stream().filter(v -> Math.abs(v[0] - TARGET_LUFS) > 0.3).count();
    long over = all.stream().filter(v -> v[1] > 0).count();
    return text(
        "worst miss %.2f LU (%d of %d over 0.3), highest peak %+.2f dBTP (%d above 0)",
        miss, off, all.size(), peak, over);
  }

  @SuppressWarnings("AnnotateFormatMethod") // a bench needs no run-time annotations
  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
