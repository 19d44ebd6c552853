package org.audioprocessor.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.audioprocessor.media.Tags;
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

  @Test
  void aTerminalGetsNoControlsDirectionMarksOrHalvesOfCharacters() {
    assertThat(PlainText.replaced("a\u001B[2Jb\u202Ec\uD83C\u2028d"))
        .isEqualTo("a\uFFFD[2Jb\uFFFDc\uFFFD\uFFFDd");
    assertThat(PlainText.replaced("\u0915\u094D\u200D\u0937")).contains("\u200D");
    assertThat(PlainText.replaced("abcd", 3)).isEqualTo("abc…");
  }

  @Test
  void escapedTextShowsTheCodeOfEachControlCharacter() {
    assertThat(PlainText.escaped(" a\nb\u0007c\u202E ")).isEqualTo("a b\\u{7}c\\u{202e}");
    assertThat(PlainText.escaped("x".repeat(2_000))).hasSize(1_000).endsWith("…");
  }
}
