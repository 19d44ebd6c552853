package org.audioprocessor.queue.jdbc;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.LinkedHashSet;
import java.util.Set;
import org.audioprocessor.queue.list.FilterSql;

/**
 * Unicode normalisation of names: é may be one character, or e and an accent. The program stores
 * names unchanged and finds them in either form.
 */
public final class UnicodeForms {
  private UnicodeForms() {}

  /** Returns the distinct forms of the text: unchanged, composed (NFC) and decomposed (NFD). */
  public static Set<String> of(String text) {
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(text);
    spellings.add(Normalizer.normalize(text, Form.NFC));
    spellings.add(Normalizer.normalize(text, Form.NFD));
    return spellings;
  }

  public static boolean areAlike(String one, String other) {
    return Normalizer.normalize(one, Form.NFC).equals(Normalizer.normalize(other, Form.NFC));
  }

  /** Returns a LIKE pattern that matches every form of the text, and possibly more. */
  public static String pattern(String text) {
    StringBuilder pattern = new StringBuilder();
    text.codePoints()
        .forEach(character -> {
          String one = Character.toString(character);
          boolean fixed = Normalizer.isNormalized(one, Form.NFD) && !isMark(character);
          pattern.append(fixed ? FilterSql.escaped(one) : "%");
        });
    // a letter and its following mark may be one character
    String marked = pattern.toString().replaceAll("(?:!.|[^%])(?=%)", "%");
    return marked.replaceAll("%+", "%");
  }

  private static boolean isMark(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
