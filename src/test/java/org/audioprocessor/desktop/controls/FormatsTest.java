package org.audioprocessor.desktop.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FormatsTest {
  private static final ZoneId KAMPALA = ZoneId.of("Africa/Kampala");
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void english() {
    Locale.setDefault(Locale.UK);
  }

  @AfterEach
  void asItWas() {
    Locale.setDefault(before);
  }

  @Test
  void aLevelHasOneDecimalAndATrueMinus() {
    assertThat(Formats.level(-14.04)).isEqualTo("−14.0");
    assertThat(Formats.level(-0.04)).isEqualTo("0.0");
    assertThat(Formats.level(null)).isEqualTo("–");
    assertThat(Formats.level(Double.NEGATIVE_INFINITY)).isEqualTo("–");
  }

  @Test
  void aMomentOfTodayIsToldByTheClockOfThePlace() {
    Instant now = Instant.parse("2026-03-01T10:00:00Z");
    assertThat(Formats.when(Instant.parse("2026-03-01T06:41:00Z"), now, KAMPALA))
        .isEqualTo("today 09:41");
    assertThat(Formats.when(Instant.parse("2026-02-28T15:03:00Z"), now, KAMPALA))
        .isEqualTo("yesterday 18:03");
    assertThat(Formats.when(Instant.parse("2025-12-24T15:03:00Z"), now, KAMPALA))
        .isEqualTo("24 Dec 2025");
    assertThat(Formats.when(null, now, KAMPALA)).isEqualTo("unknown");
  }

  @Test
  void whatIsLeftIsRounded() {
    assertThat(Formats.about(Duration.ofSeconds(41))).isEqualTo("41 s");
    assertThat(Formats.about(Duration.ofMinutes(18).plusSeconds(31))).isEqualTo("19 min");
    assertThat(Formats.about(Duration.ofMinutes(131))).isEqualTo("2 h 11 min");
  }

  @Test
  void speedIsSaidOnlyWhenItIsKnown() {
    assertThat(Formats.realTime(0)).isEmpty();
    assertThat(Formats.realTime(2.54)).isEqualTo("2.5×");
    assertThat(Formats.realTime(1410.2)).isEqualTo("1,410×");
  }
}
