package org.audioprocessor.desktop.controls;

import java.util.List;
import org.audioprocessor.hls.Ladder;

/** What renditions are called; a rung that the bundle has no word for has its own name. */
public final class RenditionWords {
  private RenditionWords() {}

  /** Whether the bundle has a word for it. */
  public static boolean has(String rendition) {
    return Messages.has("rendition." + rendition);
  }

  /**
   * The word for it, or its name.
   *
   * @param rendition {@code raw}, {@code m4a} or a rung
   */
  public static String of(String rendition) {
    return has(rendition) ? Messages.text("rendition." + rendition) : rendition;
  }

  /** The same; without a word, its bit rate follows its name: “max · 256 kb/s”. */
  public static String of(String rendition, Ladder ladder) {
    return has(rendition)
        ? of(rendition)
        : ladder
            .rung(rendition)
            .map(rung -> Messages.text("rendition.other-rung", rung.name(), rung.bitRate() / 1000))
            .orElse(rendition);
  }

  /** The words for the rungs that the program publishes, low to high. */
  public static List<String> ofProgram() {
    return Ladder.DEFAULT.rungs().stream().map(rung -> of(rung.name(), Ladder.DEFAULT)).toList();
  }

  /** For its tooltip and its key. */
  public static String inFull(String rendition, Ladder ladder) {
    String key = "preview.rendition." + rendition;
    return Messages.has(key)
        ? Messages.text(key)
        : Messages.text("preview.rendition.other-rung", of(rendition, ladder));
  }
}
