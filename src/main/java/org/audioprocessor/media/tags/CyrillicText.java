package org.audioprocessor.media.tags;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recognises Cyrillic text: whole words in the usual case, of frequent pairs of letters. */
final class CyrillicText {
  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final Pattern USUAL_CASE = Pattern.compile("\\p{Lu}*|\\p{Lu}?\\p{Ll}*");
  private static final String LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ«»–—…“”„№\u00A0";

  /** The pairs of letters that make up most of Russian, Ukrainian and Bulgarian text. */
  private static final Set<String> PAIRS =
      Arrays.stream(
              ("ст но ен то на ов ни ра во ко ро ре по не ли го пр та ал ос ер ор ел ол от ка ть ет"
                      + " ло ла ва ин ит те ат ск де за ле мо ны ль ам ри ан об ве ес ма да ил ог ег"
                      + " до ди ме ви ки ую ой ый ая ие ия их им ем ом ах ев ий ей ся шь лю бл уб еб"
                      + " бя юб ту ты мы вы тя зв ез зд со лн нц це гр ру уп кр вь тю юш ша нь оч чь"
                      + " же жи зн нн ми мя ба бо бе ду ше ле си ти св ве че чт ка ку ак ок ик ив ыл"
                      + " ыв ож аж аз из ис ас ус он ун ну ро тр др бр бы ой ай яв ял ят ря ру ар ур"
                      + " ир га ад од ид жд уд ед ут мн ци пе па пу то що ві ні на ся іт ін ки ць ій")
                  .split(" ", -1))
          .collect(Collectors.toUnmodifiableSet());

  private CyrillicText() {}

  static double score(String text) {
    int pairs = 0;
    int frequent = 0;
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = words.group();
      long foreign = word.chars().filter(c -> c > 0x7F).count();
      if (foreign == 0) {
        continue;
      }
      if (foreign < word.length() || !USUAL_CASE.matcher(word).matches()) {
        return 0;
      }
      String lower = word.toLowerCase(Locale.ROOT);
      for (int i = 1; i < lower.length(); i++) {
        pairs++;
        frequent += PAIRS.contains(lower.substring(i - 1, i + 1)) ? 1 : 0;
      }
    }
    boolean usual =
        text.toLowerCase(Locale.ROOT).chars().allMatch(c -> c < 0x80 || LETTERS.indexOf(c) >= 0);
    return usual && pairs > 0 ? (double) frequent / pairs : 0;
  }
}
