package org.audioprocessor.bench.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.audioprocessor.bench.sound.CoderTrial.Result;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.media.encode.AacSettings.Tool;
import org.audioprocessor.process.render.Encoder;

/**
 * Prints how each setting of the encoder sounds at each rung: a line a setting, means over a folder
 * of music and generated sounds. Arguments: the folder, a file for the figures of each excerpt, and
 * optionally the settings, as {@link #setting} reads them.
 */
public final class CoderTable {
  private static final List<String> DEFAULT =
      List.of(
          "best",
          "quick",
          "twoloop",
          "fast",
          "twoloop-pns",
          "twoloop-tns",
          "twoloop-is",
          "twoloop-pns-tns",
          "twoloop@narrow",
          "twoloop@wide");

  private static final Pattern WORDS = Pattern.compile("-");
  private static final double TRUE_PEAK_DBTP = -1.5;
  private static final double HIGHEST_PEAK_DBTP = -0.1;

  private final List<String> names;
  private final Map<Rung, Map<String, List<Result>>> results = new LinkedHashMap<>();

  private CoderTable(List<String> names) {
    this.names = names;
  }

  /** Runs the trials and prints the table. */
  public static void main(String[] args) throws IOException {
    List<MusicExcerpt> excerpts = new ArrayList<>(MusicExcerpt.of(Path.of(args[0])));
    excerpts.addAll(MadeSounds.all());
    CoderTable table =
        new CoderTable(
            args.length > 2 ? Pattern.compile(",").splitAsStream(args[2]).toList() : DEFAULT);
    excerpts.parallelStream().map(table::trials).toList().forEach(table::add);
    table.print(excerpts);
    Files.write(Path.of(args[1]), table.each());
  }

  /**
   * Reads a setting: {@code best}, {@code quick} or a coder; tools that are left out, such as
   * {@code -pns}; and a low-pass, {@code @15000} in Hz or as a part of the coder's own.
   */
  static AacSettings setting(String text, Rung rung, int sourceRate) {
    int at = text.indexOf('@');
    List<String> words = WORDS.splitAsStream(at < 0 ? text : text.substring(0, at)).toList();
    AacSettings base =
        switch (words.getFirst()) {
          case "best" -> Encoder.BEST.settings(rung, sourceRate);
          case "quick" -> Encoder.QUICK.settings(rung, sourceRate);
          default -> plain(rung, Coder.valueOf(words.getFirst().toUpperCase(Locale.ROOT)));
        };
    Set<Tool> without = EnumSet.noneOf(Tool.class);
    without.addAll(base.without());
    for (String word : words.subList(1, words.size())) {
      without.add(
          switch (word) {
            case "pns" -> Tool.NOISE_SUBSTITUTION;
            case "tns" -> Tool.NOISE_SHAPING;
            case "is" -> Tool.INTENSITY_STEREO;
            case "ms" -> Tool.MID_SIDE;
            default -> throw new IllegalArgumentException("no tool: " + word);
          });
    }
    int cutoff = at >= 0 ? cutoff(text.substring(at + 1), rung) : base.cutoffHz();
    return new AacSettings(rung.sampleRate(), rung.bitRate(), base.coder(), cutoff, without);
  }

  private static AacSettings plain(Rung rung, Coder coder) {
    return new AacSettings(rung.sampleRate(), rung.bitRate(), coder, 0);
  }

  private static int cutoff(String word, Rung rung) {
    double own = Encoder.BEST.bandwidthHz(rung);
    double known = own > rung.sampleRate() ? 16_600 : own;
    return switch (word) {
      case "narrow" -> (int) (0.85 * known);
      case "wide" -> (int) Math.min(1.2 * known, rung.sampleRate() / 2.0);
      case "wider" -> (int) Math.min(1.4 * known, rung.sampleRate() / 2.0);
      default -> Integer.parseInt(word);
    };
  }

  /** The results at each rung, in the order of its settings. */
  private Map<Rung, List<Result>> trials(MusicExcerpt excerpt) {
    Map<Rung, List<Result>> found = new LinkedHashMap<>();
    for (Rung rung : Ladder.DEFAULT.rungs()) {
      double ceiling = TRUE_PEAK_DBTP - Encoder.BEST.peakReserveDb(rung);
      List<AacSettings> settings =
          names(rung).stream().map(name -> setting(name, rung, excerpt.sampleRate())).toList();
      try {
        found.put(rung, CoderTrial.of(excerpt, rung, ceiling, settings));
      } catch (MediaException e) {
        throw new IllegalStateException(excerpt.name(), e);
      }
    }
    System.err.println(excerpt.kind() + ", " + excerpt.name());
    return found;
  }

  /** The settings of a rung: {@code high:fast} is tried at that rung only. */
  private List<String> names(Rung rung) {
    return names.stream()
        .filter(name -> name.indexOf(':') < 0 || name.startsWith(rung.name() + ":"))
        .map(name -> name.substring(name.indexOf(':') + 1))
        .toList();
  }

  private void add(Map<Rung, List<Result>> found) {
    found.forEach((rung, list) -> {
      for (int i = 0; i < list.size(); i++) {
        results
            .computeIfAbsent(rung, r -> new LinkedHashMap<>())
            .computeIfAbsent(names(rung).get(i), n -> new ArrayList<>())
            .add(list.get(i));
      }
    });
  }

  private void print(List<MusicExcerpt> excerpts) {
    Map<String, Integer> kinds = new TreeMap<>();
    excerpts.forEach(excerpt -> kinds.merge(excerpt.kind(), 1, Integer::sum));
    System.out.println(excerpts.size() + " excerpts: " + kinds);
    System.out.println();
    System.out.println(
        "| rung | setting | Hz | ODG | 2f | 2f against twoloop: least | in | overshoot dB, limited"
            + " excerpts: median | 90 % | most | above -0.1 dBTP | CPU-s a minute |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
    results.forEach((rung, ofRung) -> ofRung.forEach((name, list) -> line(rung, name, list)));
  }

  private void line(Rung rung, String name, List<Result> list) {
    List<Result> plain = results.getOrDefault(rung, Map.of()).getOrDefault("twoloop", list);
    double least = Double.POSITIVE_INFINITY;
    String where = "";
    for (int i = 0; i < list.size(); i++) {
      double difference = list.get(i).score2f() - plain.get(i).score2f();
      if (difference < least) {
        least = difference;
        where = list.get(i).excerpt().name();
      }
    }
    double ceiling = TRUE_PEAK_DBTP - Encoder.BEST.peakReserveDb(rung);
    double[] over =
        list.stream().filter(Result::limited).mapToDouble(Result::overshootDb).sorted().toArray();
    long tooHigh = list.stream().filter(r -> ceiling + r.overshootDb() > HIGHEST_PEAK_DBTP).count();
    int hertz = setting(name, rung, rung.sampleRate()).cutoffHz();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %.2f | %.1f | %+.1f | %s | %.1f | %.1f | %.1f | %d of %d | %.2f |%n",
        rung.name(),
        name,
        hertz == 0 ? "own" : hertz,
        mean(list, Result::odg),
        mean(list, Result::score2f),
        least,
        where,
        at(over, 0.5),
        at(over, 0.9),
        at(over, 1),
        tooHigh,
        list.size(),
        mean(list, Result::cpuSeconds) * 60 / MusicExcerpt.SECONDS);
  }

  private static double at(double[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
  }

  private static double mean(List<Result> list, ToDoubleFunction<Result> figure) {
    return list.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  /** One line an excerpt, rung and setting, with tabs. */
  private List<String> each() {
    List<String> lines = new ArrayList<>();
    results.forEach((rung, ofRung) ->
        ofRung.forEach(
            (name, list) -> list.forEach(result -> lines.add(line(rung, name, result)))));
    return lines;
  }

  private static String line(Rung rung, String name, Result result) {
    return String.join(
        "\t",
        rung.name(),
        name,
        result.excerpt().kind(),
        result.excerpt().name(),
        Double.toString(result.odg()),
        Double.toString(result.score2f()),
        Double.toString(result.overshootDb()),
        Boolean.toString(result.limited()),
        Double.toString(result.cpuSeconds()));
  }
}
