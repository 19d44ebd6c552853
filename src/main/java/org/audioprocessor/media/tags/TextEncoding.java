package org.audioprocessor.media.tags;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the encoding of tags that declare none or a wrong one. Each encoding has a test for its
 * texts. If no test fits, or two fit equally well, the encoding is unknown: wrong letters are worse
 * than a missing title.
 */
final class TextEncoding {
  private static final Charset LATIN_1 = Charset.forName("windows-1252");
  private static final double ENOUGH = 0.4;
  private static final double CLEAR_LEAD = 0.15;

  private record Candidate(Charset charset, double score) {}

  private TextEncoding() {}

  /** Returns the encoding of a text with one tag a line; null if it is unknown. */
  static @Nullable Charset guess(byte[] text) {
    String latin = decode(text, LATIN_1);
    if (latin != null && LatinText.isPlausible(latin)) {
      return LATIN_1;
    }
    List<Candidate> candidates =
        List.of(
                candidate(text, "windows-31j", EastAsianText::shiftJis),
                candidate(text, "EUC-JP", EastAsianText::eucJp),
                candidate(text, "GB18030", EastAsianText::simplifiedChinese),
                candidate(text, "Big5", EastAsianText::traditionalChinese),
                candidate(text, "MS949", EastAsianText::korean),
                candidate(text, "windows-1251", CyrillicText::score),
                candidate(text, "KOI8-R", CyrillicText::score),
                candidate(text, "windows-1250", CentralEuropeanText::score))
            .stream()
            .sorted((one, other) -> Double.compare(other.score, one.score))
            .toList();
    Candidate best = candidates.getFirst();
    double lead = best.score - candidates.get(1).score;
    return best.score >= ENOUGH && lead >= CLEAR_LEAD ? best.charset : null;
  }

  private interface Score {
    /** 0: impossible, 1: as it should be. */
    double of(String text);
  }

  private static Candidate candidate(byte[] bytes, String charset, Score score) {
    Charset found = Charset.forName(charset);
    String text = decode(bytes, found);
    return new Candidate(found, text == null ? 0 : score.of(text));
  }

  /** Returns null if the bytes are not in this encoding. */
  static @Nullable String decode(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null; // expected: this is another encoding
    }
  }

  /** The letters of a string. */
  static Set<Integer> letters(String all) {
    return all.codePoints().boxed().collect(Collectors.toUnmodifiableSet());
  }
}
