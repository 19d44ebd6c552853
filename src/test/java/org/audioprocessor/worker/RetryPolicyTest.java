package org.audioprocessor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final RetryPolicy policy = new RetryPolicy(5, FIRST, LONGEST, new Random(11));

  @Test
  void theFifthTryIsTheLast() {
    assertThat(policy.isLast(4)).isFalse();
    assertThat(policy.isLast(5)).isTrue();
  }

  @Test
  void aRestIsDrawnFromNothingUpToALimitThatDoublesWithEachTry() {
    for (int attempt = 1; attempt <= 4; attempt++) {
      int tried = attempt;
      long limit = FIRST.toMillis() << (attempt - 1);
      LongSummaryStatistics rests =
          IntStream.range(0, 500)
              .mapToLong(i -> policy.backOff(tried).toMillis())
              .summaryStatistics();
      assertThat(rests.getMin()).isBetween(0L, limit / 10);
      assertThat(rests.getMax()).isBetween(limit * 9 / 10, limit);
    }
  }

  @Test
  void noRestIsLongerThanTenMinutesHoweverOftenItWasTried() {
    for (int attempt = 1; attempt < 200; attempt++) {
      assertThat(policy.backOff(attempt)).isLessThanOrEqualTo(LONGEST);
    }
  }
}
