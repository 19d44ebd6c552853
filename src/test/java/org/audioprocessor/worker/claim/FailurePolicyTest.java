package org.audioprocessor.worker.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.FailureKind.Cure;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.worker.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailurePolicyTest {
  private final FailurePolicy policy =
      new FailurePolicy(
          new RetryPolicy(5, Duration.ofSeconds(10), Duration.ofMinutes(10), new Random(1)));

  private FailurePolicy.Decision judge(FailureKind kind, int attempt) {
    return policy.decide(new ProcessingException(kind, "A sentence."), attempt, Duration.ZERO);
  }

  @ParameterizedTest
  @EnumSource
  void theCureDecidesAndNothingElse(FailureKind kind) {
    Class<? extends FailurePolicy.Decision> expected =
        switch (kind.cure()) {
          case NEW_FILE -> FailurePolicy.Decision.Fail.class;
          case TRY_AGAIN, FEW_TRIES, LATE_FILE -> FailurePolicy.Decision.Retry.class;
          case WAIT -> FailurePolicy.Decision.Pause.class;
          case LEAVE ->
              kind == FailureKind.CANCELLED
                  ? FailurePolicy.Decision.Release.class
                  : FailurePolicy.Decision.Abandon.class;
        };
    assertThat(judge(kind, 1)).isInstanceOf(expected);
  }

  @Test
  void whatTryingAgainDidNotCureFailsAfterTheFifthTry() {
    assertThat(judge(FailureKind.STALLED, 4)).isInstanceOf(FailurePolicy.Decision.Retry.class);
    assertThat(judge(FailureKind.STALLED, 5))
        .isEqualTo(new FailurePolicy.Decision.Fail("STALLED", "A sentence. It was tried 5 times."));
  }

  @Test
  void whatEndsADecoderFailsAfterTheThirdTry() {
    assertThat(judge(FailureKind.DECODER_CRASHED, 2))
        .isInstanceOf(FailurePolicy.Decision.Retry.class);
    assertThat(judge(FailureKind.DECODER_CRASHED, 3))
        .isEqualTo(
            new FailurePolicy.Decision.Fail(
                "DECODER_CRASHED", "A sentence. It was tried 3 times."));
  }

  @ParameterizedTest
  @EnumSource
  void theSurroundingsNeverFailATrackHoweverOftenItWasTried(FailureKind kind) {
    if (kind.cure() == Cure.WAIT) {
      assertThat(judge(kind, 1_000)).isInstanceOf(FailurePolicy.Decision.Pause.class);
    }
  }
}
