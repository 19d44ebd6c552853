package org.audioprocessor.queue.jdbc;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.LinkedHashSet;
import java.util.Set;
import org.audioprocessor.queue.list.FilterSql;

/**
 * Names that look the same: Unicode writes é as one character or as e and an accent. The program
 * keeps names as they came and finds them by either spelling.
 */
public final class UnicodeForms {
  private UnicodeForms() {}

  /** The text as it is, composed, and decomposed; one of them if they are equal. */
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

  /** A pattern for LIKE that fits every spelling of the text, and more. */
  public static String pattern(String text) {
    StringBuilder pattern = new StringBuilder();
    text.codePoints()
        .forEach(character -> {
          String one = Character.toString(character);
          boolean fixed = Normalizer.isNormalized(one, Form.NFD) && !isMark(character);
          pattern.append(fixed ? FilterSql.escaped(one) : "%");
        });
    // a letter that a mark follows may be one character with it
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
