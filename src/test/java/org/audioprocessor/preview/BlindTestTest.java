package org.audioprocessor.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.preview.BlindTest.Side;
import org.junit.jupiter.api.Test;

class BlindTestTest {
  private static final Rendition LOW = Rendition.rung("low");
  private static final Rendition HIGH = Rendition.rung("high");

  /** What X is, twenty times. */
  private static List<Rendition> drawn(long seed) {
    BlindTest test = new BlindTest(LOW, HIGH, seed);
    return Stream.generate(
            () -> {
              Rendition x = test.rendition(Side.X);
              test.answer(Side.A);
              return x;
            })
        .limit(20)
        .toList();
  }

  @Test
  void theSameSeedDrawsTheSameRowAndAnotherAnother() {
    assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8)).contains(LOW, HIGH);
  }

  @Test
  void rightAnswersAreCountedWithTheProbabilityOfGuessingThem() {
    BlindTest test = new BlindTest(LOW, HIGH, 1);
    assertThat(test.score()).isEqualTo(new BlindTest.Score(0, 0, 1));
    for (int trial = 0; trial < 10; trial++) {
      boolean isLow = test.rendition(Side.X).equals(LOW);
      boolean answersRight = trial != 3;
      assertThat(test.answer(isLow == answersRight ? Side.A : Side.B)).isEqualTo(answersRight);
    }
    assertThat(test.score().trials()).isEqualTo(10);
    assertThat(test.score().correct()).isEqualTo(9);
    assertThat(test.score().probability()).isCloseTo(11 / 1024.0, within(1e-12));
  }

  @Test
  void theProbabilityIsTheUpperTailOfTheBinomialDistribution() {
    assertThat(BlindTest.byGuessing(16, 12)).isCloseTo(2517 / 65536.0, within(1e-12));
    assertThat(BlindTest.byGuessing(5, 0)).isCloseTo(1, within(1e-12));
    assertThat(BlindTest.byGuessing(5, 5)).isCloseTo(1 / 32.0, within(1e-12));
    assertThat(BlindTest.byGuessing(3000, 1500)).isBetween(0.5, 0.52);
  }

  @Test
  void anAnswerIsAOrB() {
    BlindTest test = new BlindTest(LOW, HIGH, 1);
    assertThatThrownBy(() -> test.answer(Side.X)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BlindTest(LOW, LOW, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
