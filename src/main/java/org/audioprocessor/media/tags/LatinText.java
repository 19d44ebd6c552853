package org.audioprocessor.media.tags;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises western European text: accented letters are few and occur among plain ones. */
final class LatinText {
  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final Pattern USUAL_CASE = Pattern.compile("\\p{Lu}*|\\p{Lu}?[\\p{Ll}ªº]*");
  private static final Pattern ACCENTS_IN_A_ROW = Pattern.compile("[^\\p{ASCII}]{3}");

  /** These may occur beside anything. */
  private static final String PUNCTUATION = "’‘“”„–—…«»‹›¡¿·´•\u00A0";

  /** These follow a plain letter, a digit or an accented letter. */
  private static final String SUFFIXES = "ªº°®©™";

  private static final String NEVER = "‚ƒˆ‰¬¸¨¯¤¦";

  private LatinText() {}

  static boolean isPlausible(String text) {
    int letters = 0;
    int accented = 0;
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = words.group();
      int inWord = (int) word.chars().filter(c -> c > 0x7F).count();
      if (inWord > 0 && !isWord(word, inWord)) {
        return false;
      }
      letters += word.length();
      accented += inWord;
    }
    return letters > 0
        && 2 * letters >= 3 * accented
        && symbolsArePlausible(text)
        && !CentralEuropeanText.isSeenIn(text);
  }

  private static boolean isWord(String word, int accented) {
    boolean single = word.length() == 1;
    return (single || 2 * word.length() >= 3 * accented)
        && !ACCENTS_IN_A_ROW.matcher(word).find()
        && USUAL_CASE.matcher(word).matches();
  }

  private static boolean symbolsArePlausible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean symbol = (c > 0x7F && !Character.isLetter(c)) || SUFFIXES.indexOf(c) >= 0;
      if (NEVER.indexOf(c) >= 0 || (symbol && !isPlausible(text, i, c))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlausible(String text, int at, char symbol) {
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    char after = at + 1 == text.length() ? ' ' : text.charAt(at + 1);
    if (SUFFIXES.indexOf(symbol) >= 0) {
      return symbol == '©' || Character.isLetterOrDigit(before);
    }
    return PUNCTUATION.indexOf(symbol) >= 0 || (before < 0x80 && after < 0x80);
  }
}
