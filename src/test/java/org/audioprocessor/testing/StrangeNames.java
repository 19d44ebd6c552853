package org.audioprocessor.testing;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** File names that are allowed and that something, somewhere, has tripped over. */
public final class StrangeNames {

  private static final List<String> PIECES =
      List.of(
          "a",
          "Z",
          "0",
          " ",
          "  ",
          "-",
          "--",
          "_",
          "~",
          "!",
          "@",
          "#",
          "$HOME",
          "%",
          "%2F",
          "%00",
          "+",
          "&amp;",
          "=",
          ",",
          ";",
          "'",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "^",
          "`id`",
          "..",
          ".",
          "é",
          "e\u0301",
          "ß",
          "ñ",
          "Ω",
          "ж",
          "中文",
          "日本",
          "한국",
          "عربي",
          "עברית",
          "ไทย",
          "हिन्दी",
          "😀",
          "👩‍👩‍👧",
          "🏳️‍🌈",
          "\u00A0",
          "\u3000",
          "\uFEFF",
          "\uE000",
          "\uFFFD",
          "𝄞",
          "½",
          "™");

  private static final List<String> NOT_ON_WINDOWS = List.of("\"", "?", "*", ":", "|", "<", ">");

  private StrangeNames() {}

  /** Names that stay distinct where case or composition of characters is ignored. */
  public static List<String> seeded(long seed, int count) {
    Random random = new Random(seed);
    List<String> pieces = new ArrayList<>(PIECES);
    if (!System.getProperty("os.name", "").startsWith("Windows")) {
      pieces.addAll(NOT_ON_WINDOWS);
    }
    Set<String> folded = new HashSet<>();
    List<String> names = new ArrayList<>();
    while (names.size() < count) {
      StringBuilder name = new StringBuilder();
      for (int i = random.nextInt(1, 9); i > 0; i--) {
        name.append(pieces.get(random.nextInt(pieces.size())));
      }
      name.append(".mp3");
      String nfkc = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
      if (folded.add(nfkc)) {
        names.add(name.toString());
      }
    }
    return names;
  }
}
