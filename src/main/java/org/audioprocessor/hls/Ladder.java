package org.audioprocessor.hls;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rungs of a track, from low to high bit rate.
 *
 * @param rungs at least one, rising bit rates, distinct names
 */
public record Ladder(List<Rung> rungs) {
  /** The ladder that the platform's players expect. */
  public static final Ladder DEFAULT =
      new Ladder(
          List.of(
              new Rung("low", 48_000, 24_000),
              new Rung("med", 64_000, 32_000),
              new Rung("high", 128_000, 44_100)));

  /** Downloads stay small, however high the ladder goes. */
  private static final int MOST_M4A_BIT_RATE = 128_000;

  public Ladder {
    rungs = List.copyOf(rungs);
    if (rungs.isEmpty()) {
      throw new IllegalArgumentException("A ladder needs at least one rung.");
    }
    if (rungs.stream().map(Rung::name).distinct().count() < rungs.size()) {
      throw new IllegalArgumentException("Two rungs of the ladder have the same name.");
    }
    for (int i = 1; i < rungs.size(); i++) {
      if (rungs.get(i).bitRate() <= rungs.get(i - 1).bitRate()) {
        throw new IllegalArgumentException("The rungs must be listed from low to high bit rate.");
      }
    }
  }

  /** What the rungs and their folders are called. */
  public Set<String> names() {
    return rungs.stream().map(Rung::name).collect(Collectors.toUnmodifiableSet());
  }

  /** The rung of that name. */
  public Optional<Rung> rung(String name) {
    return rungs.stream().filter(rung -> rung.name().equals(name)).findFirst();
  }

  /**
   * Returns the rung whose packets the M4A has: the highest of at most 128 kb/s, else the lowest.
   */
  public Rung m4aRung() {
    return rungs.reversed().stream()
        .filter(rung -> rung.bitRate() <= MOST_M4A_BIT_RATE)
        .findFirst()
        .orElseGet(rungs::getFirst);
  }

  /** The rung of the lowest sample rate, whose frames last longest. */
  public int slowestRate() {
    return rungs.stream().mapToInt(Rung::sampleRate).min().orElseThrow();
  }

  /** The duration of a frame of the slowest rung. */
  public double slowestFrameSeconds() {
    return (double) Rung.FRAME_SAMPLES / slowestRate();
  }

  /**
   * The shortest time after which frames of all rungs end together: 1024 / gcd(rates) seconds,
   * 10.24 s for 24, 32 and 44.1 kHz.
   */
  public double gridSeconds() {
    BigInteger common =
        rungs.stream()
            .map(rung -> BigInteger.valueOf(rung.sampleRate()))
            .reduce(BigInteger.ZERO, BigInteger::gcd);
    return Rung.FRAME_SAMPLES / common.doubleValue();
  }
}
