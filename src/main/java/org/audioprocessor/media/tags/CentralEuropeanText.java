package org.audioprocessor.media.tags;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises Polish, Czech and Slovak texts in windows-1250. Read as Latin-1, most of them look
 * like western text (Je èas); only letters that no western language uses distinguish them.
 */
final class CentralEuropeanText {
  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final Pattern USUAL_CASE = Pattern.compile("\\p{Lu}*|\\p{Lu}?\\p{Ll}*");
  private static final List<String> LANGUAGES =
      List.of("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "áčďéěíňóřšťúůýžľĺŕäôÁČĎÉĚÍŇÓŘŠŤÚŮÝŽĽĹŔÄÔ");

  /**
   * Matches in Latin-1 a superscript figure or an inverted question mark within a word (ł, ą, ż),
   * or in one word ø (ř) and a letter that no language with ø has (š, ž, ě, č, ů).
   */
  private static final Pattern NOT_WESTERN =
      Pattern.compile(
          "\\p{Ll}[³¹¿]\\p{Ll}|\\p{L}*ø\\p{L}*[šžìèù]\\p{L}*|\\p{L}*[šžìèù]\\p{L}*ø\\p{L}*");

  private static final String PUNCTUATION = "’‘“”„–—…«»\u00A0";
  private static final double MOST_ACCENTED = 0.75;

  /** A single letter may be intended, such as a figure in a name. */
  private static final int ENOUGH_LETTERS = 2;

  private CentralEuropeanText() {}

  /** Returns whether a text read as Latin-1 contains letters that no western language uses. */
  static boolean isSeenIn(String latin) {
    return NOT_WESTERN.matcher(latin).find();
  }

  static double score(String text) {
    return LANGUAGES.stream().anyMatch(letters -> isOf(letters, text)) ? 1 : 0;
  }

  private static boolean isOf(String letters, String text) {
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = words.group();
      long accented = word.chars().filter(c -> c > 0x7F).count();
      if (accented > 0
          && (accented > MOST_ACCENTED * word.length() || !USUAL_CASE.matcher(word).matches())) {
        return false;
      }
    }
    String foreign =
        text.chars()
            .filter(c -> c > 0x7F && PUNCTUATION.indexOf(c) < 0)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return foreign.chars().allMatch(c -> letters.indexOf(c) >= 0)
        && foreign.chars().distinct().count() >= ENOUGH_LETTERS;
  }
}
