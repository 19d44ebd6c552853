package org.audioprocessor.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A blind A/B/X test: X is A or B, drawn for each trial, and the listener identifies it. For one
 * thread.
 */
public final class BlindTest {
  /** The three sides of a trial. */
  public enum Side {
    A,
    B,
    X
  }

  /**
   * The score so far.
   *
   * @param probability of at least this score by guessing, 0 to 1; 1 before the first answer
   */
  public record Score(int trials, int correct, double probability) {}

  private final Rendition a;
  private final Rendition b;
  private final RandomGenerator random;
  private final List<Boolean> answers = new ArrayList<>();
  private Rendition x;

  /**
   * Creates a test of two renditions.
   *
   * @param seed equal seeds draw equal sequences
   */
  public BlindTest(Rendition a, Rendition b, long seed) {
    if (a.equals(b)) {
      throw new IllegalArgumentException("Choose two different renditions to compare.");
    }
    this.a = a;
    this.b = b;
    random = new Random(seed);
    x = draw();
  }

  private Rendition draw() {
    return random.nextBoolean() ? a : b;
  }

  /** The rendition of a side; must not be shown for X. */
  public Rendition rendition(Side side) {
    return switch (side) {
      case A -> a;
      case B -> b;
      case X -> x;
    };
  }

  /**
   * Answers that X is A or B; draws the next X.
   *
   * @return whether the answer was right
   */
  public boolean answer(Side side) {
    if (side == Side.X) {
      throw new IllegalArgumentException("Say whether X is A or B.");
    }
    boolean right = rendition(side).equals(x);
    answers.add(right);
    x = draw();
    return right;
  }

  public Score score() {
    int correct = (int) answers.stream().filter(right -> right).count();
    return new Score(answers.size(), correct, byGuessing(answers.size(), correct));
  }

  /** P(at least {@code correct} of {@code trials}) at even odds: the upper binomial tail. */
  static double byGuessing(int trials, int correct) {
    double tail = 0;
    double logShare = -trials * Math.log(2); // of no right answer
    for (int right = 0; right <= trials; right++) {
      if (right >= correct) {
        tail += Math.exp(logShare);
      }
      logShare += Math.log((double) (trials - right) / (right + 1));
    }
    return Math.min(1, tail);
  }
}
