package org.audioprocessor.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a logging of the test's own. */
class LogConfigurationTest {
  private static Level ofThePool(String level) {
    LoggerContext context = new LoggerContext();
    System.setProperty("AUDIO_PROCESSOR_LOG", level);
    try {
      new LogConfiguration().configure(context);
      return context.getLogger("com.zaxxer.hikari.pool.HikariPool").getEffectiveLevel();
    } finally {
      System.clearProperty("AUDIO_PROCESSOR_LOG");
      context.stop();
    }
  }

  /** “Possibly consider using a shorter maxLifetime value” helps no operator. */
  @ParameterizedTest
  @ValueSource(strings = {"INFO", "WARN"})
  void theConnectionPoolsOwnWarningsAreNotLogged(String level) {
    assertThat(ofThePool(level)).isEqualTo(Level.ERROR);
  }

  @Test
  void whoLooksForAFaultGetsThem() {
    assertThat(ofThePool("DEBUG").isGreaterOrEqual(Level.WARN)).isFalse();
  }
}
