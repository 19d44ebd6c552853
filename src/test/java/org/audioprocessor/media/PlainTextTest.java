package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      value = {
        "abc|abc",
        "  a \t b  |a b",
        "a\u0085b|a b",
        "a\u2028b|a b",
        "a\u0007b\u001b[31mc|a b [31mc",
        "\u202Eabc\u2066d\u200F|abcd",
        "\uFEFFx|x",
        "\uD83C\uDFB5 ok|\uD83C\uDFB5 ok",
        "x\uD83Cy|xy",
        "Bjo\u0308rk|Bjo\u0308rk"
      })
  void foreignTextBecomesOneCleanLine(String text, String line) {
    assertThat(PlainText.oneLine(text, 100)).isEqualTo(line);
  }

  @Test
  void lineBreaksBecomeSpaces() {
    assertThat(PlainText.oneLine("a\r\nb\n\nc", 100)).isEqualTo("a b c");
  }

  @Test
  void nothingIsNull() {
    assertThat(PlainText.oneLine(" \u202E\n\t", 100)).isNull();
  }

  @Test
  void whatIsTooLongEndsInAnEllipsisAndNotInHalfACharacter() {
    assertThat(PlainText.oneLine("\uD83C\uDFB5".repeat(5), 3))
        .isEqualTo("\uD83C\uDFB5".repeat(3) + "…");
    assertThat(PlainText.oneLine("abc", 3)).isEqualTo("abc");
  }

  @Test
  void tagsAreCleanedHoweverTheyAreMade() {
    Tags tags = new Tags("a\nb", " ", "x".repeat(1_000), null, "\u202E2020", Tags.Credits.NONE);
    assertThat(tags.title()).isEqualTo("a b");
    assertThat(tags.artist()).isNull();
    assertThat(tags.album()).hasSize(Tags.LONGEST + 1);
    assertThat(tags.date()).isEqualTo("2020");
  }
}
