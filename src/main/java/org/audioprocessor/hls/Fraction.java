package org.audioprocessor.hls;

import java.math.BigInteger;

/** An exact quotient; a packet count that hangs on one sample allows no binary fractions. */
record Fraction(BigInteger numerator, BigInteger denominator) {
  static Fraction of(long numerator, long denominator) {
    return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  Fraction plus(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** The smallest whole number that is not below this / divisor. */
  long ceilOfDivisionBy(long divisor) {
    BigInteger[] parts =
        numerator.divideAndRemainder(denominator.multiply(BigInteger.valueOf(divisor)));
    return parts[0].longValueExact() + (parts[1].signum() > 0 ? 1 : 0);
  }
}
