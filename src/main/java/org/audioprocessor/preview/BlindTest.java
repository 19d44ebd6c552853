package org.audioprocessor.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A blind A/B/X test: X is A or B, drawn anew for each trial, and the listener says which. For one
 * thread.
 */
public final class BlindTest {
  /** The three things that can be listened to. */
  public enum Side {
    A,
    B,
    X
  }

  /**
   * The score so far.
   *
   * @param probability of doing at least as well by guessing, 0 to 1; 1 before the first answer
   */
  public record Score(int trials, int correct, double probability) {}

  private final Rendition a;
  private final Rendition b;
  private final RandomGenerator random;
  private final List<Boolean> answers = new ArrayList<>();
  private Rendition x;

  /**
   * A test of two renditions.
   *
   * @param seed the same seed draws the same row
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

  /** What to play for a side; do not show it for X. */
  public Rendition rendition(Side side) {
    return switch (side) {
      case A -> a;
      case B -> b;
      case X -> x;
    };
  }

  /**
   * The listener says that X is A, or B; the next X is drawn.
   *
   * @return whether that was right
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
    double logShare = -trials * Math.log(2); // of exactly 0 right
    for (int right = 0; right <= trials; right++) {
      if (right >= correct) {
        tail += Math.exp(logShare);
      }
      logShare += Math.log((double) (trials - right) / (right + 1));
    }
    return Math.min(1, tail);
  }
}
