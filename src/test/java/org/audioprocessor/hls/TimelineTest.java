package org.audioprocessor.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
  private static final Ladder LADDER = Ladder.DEFAULT;
  private static final Ladder OTHER_RATES =
      new Ladder(
          List.of(
              new Rung("small", 40_000, 22_050),
              new Rung("usual", 96_000, 44_100),
              new Rung("large", 192_000, 48_000)));

  private static Rung rung(String name) {
    return LADDER.rung(name).orElseThrow();
  }

  @Test
  void theMusicStartsOneSlowFrameAfterTheFirstPacketInEveryRung() {
    Timeline timeline = Timeline.of(LADDER, 10, 44_100 * 60, 44_100);

    assertThat(List.of("low", "med", "high"))
        .extracting(name -> timeline.leadFrames(rung(name)))
        .containsExactly(0, 341, 858);
    for (Rung rung : LADDER.rungs()) {
      double start = (1024.0 + timeline.leadFrames(rung)) / rung.sampleRate();
      assertThat(start).isCloseTo(1024.0 / 24_000, within(0.000_011));
    }
  }

  @Test
  void aWishOfTenSecondsIsCutAtTenPointTwoFourInAllRungs() {
    Timeline timeline = Timeline.of(LADDER, 10, 48_000 * 240, 48_000);

    assertThat(LADDER.gridSeconds()).isEqualTo(10.24);
    assertThat(timeline.onGrid()).isTrue();
    assertThat(timeline.targetDuration()).isEqualTo(10);
    assertThat(timeline.segments()).isEqualTo(24);
    assertThat(timeline.firstPacket(rung("low"), 1)).isEqualTo(240);
    assertThat(timeline.firstPacket(rung("med"), 1)).isEqualTo(320);
    assertThat(timeline.firstPacket(rung("high"), 1)).isEqualTo(441);
    for (Rung rung : LADDER.rungs()) {
      for (int segment = 0; segment < timeline.segments() - 1; segment++) {
        assertThat(timeline.extinf(rung, segment)).isCloseTo(10.24, within(1e-9));
        assertThat(timeline.pts90k(rung, timeline.firstPacket(rung, segment)))
            .isEqualTo(Timeline.OFFSET_90K + segment * 921_600L);
      }
    }
  }

  @Test
  void timestampsAreRoundedFromTheExactTimeOfEachPacket() {
    Timeline timeline = Timeline.of(LADDER, 10, 44_100, 44_100);

    for (int packet : new int[] {0, 1, 2, 17, 441, 1_000_003}) {
      long exact = Math.round(packet * 1024.0 * 90_000 / 44_100);
      assertThat(timeline.pts90k(rung("high"), packet)).isEqualTo(126_000 + exact);
    }
  }

  @ParameterizedTest
  @CsvSource({"10,10.24,10", "20,20.48,20", "30,30.72,31", "10.24,10.24,10", "9.94,10.24,10"})
  void aWishNearTheGridTakesIt(double wish, double cut, int targetDuration) {
    Timeline timeline = Timeline.of(LADDER, wish, 48_000 * 100, 48_000);

    assertThat(timeline.extinf(rung("med"), 0)).isCloseTo(cut, within(1e-9));
    assertThat(timeline.targetDuration()).isEqualTo(targetDuration);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 4, 6, 7.5, 15, 25})
  void anyOtherWishIsCutAtEachRungsNearestFrame(double wish) {
    Timeline timeline = Timeline.of(LADDER, wish, 48_000 * 200, 48_000);

    assertThat(timeline.onGrid()).isFalse();
    for (Rung rung : LADDER.rungs()) {
      for (int cut = 1; cut < timeline.segments(); cut++) {
        double at = timeline.firstPacket(rung, cut) * rung.frameSeconds();
        assertThat(at).isCloseTo(cut * wish, within(rung.frameSeconds() / 2 + 1e-9));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.99, 30.01, -4, Double.NaN, Double.POSITIVE_INFINITY})
  void aWishOutsideTwoToThirtySecondsIsRefusedWithASentence(double wish) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timeline.of(LADDER, wish, 48_000, 48_000))
        .withMessageContaining("between 2 and 30 seconds");
  }

  @Test
  void anEmptySourceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timeline.of(LADDER, 10, 0, 48_000))
        .withMessageContaining("empty");
  }

  @ParameterizedTest
  @CsvSource({"1, 44100", "1, 192000", "1, 8000", "9600, 48000"})
  void aVeryShortSourceIsOneSegmentWithItsMusicInIt(long frames, int rate) {
    Timeline timeline = Timeline.of(LADDER, 10, frames, rate);

    assertThat(timeline.segments()).isEqualTo(1);
    assertThat(timeline.targetDuration()).isEqualTo(1);
    for (Rung rung : LADDER.rungs()) {
      assertThat(timeline.musicFrames(rung)).isPositive();
      assertThat(timeline.firstPacket(rung, 1)).isEqualTo(timeline.packets(rung));
    }
  }

  @Test
  void aTailUnderAQuarterSecondJoinsWhereTheTargetDurationStays() {
    // the timeline is 42.667 ms longer than the source
    Timeline joined = Timeline.of(LADDER, 10, (long) (48_000 * 20.6), 48_000);
    Timeline kept = Timeline.of(LADDER, 10, (long) (48_000 * 20.8), 48_000);

    assertThat(joined.segments()).isEqualTo(2);
    assertThat(joined.targetDuration()).isEqualTo(10);
    assertThat(kept.segments()).isEqualTo(3);
  }

  @Test
  void aShortTailStaysAloneWhereJoiningWouldRaiseTheTargetDuration() {
    Timeline timeline = Timeline.of(LADDER, 4.4, (long) (48_000 * (8.8 + 0.15)), 48_000);

    assertThat(timeline.targetDuration()).isEqualTo(4);
    assertThat(timeline.segments()).isEqualTo(3);
    assertThat(timeline.extinf(rung("low"), 2)).isLessThan(0.25).isPositive();
  }

  @Test
  void aSourceOfExactlyThreeSegmentsHasThree() {
    // 30.72 s less the lead of 1024 samples at 24 kHz
    Timeline timeline = Timeline.of(LADDER, 10, 24_000 * 3072 / 100 - 1024, 24_000);

    assertThat(timeline.segments()).isEqualTo(3);
    assertThat(timeline.extinf(rung("low"), 2)).isCloseTo(10.24, within(1e-9));
    assertThat(timeline.extinf(rung("high"), 2)).isCloseTo(10.24, within(1e-9));
  }

  @Test
  void aFrameThatHangsOnOneRoundedSampleDoesNotPartTheRungsEnds() {
    // low needs a fourth packet for half a sample; med would end exactly one slow frame earlier
    Timeline timeline = Timeline.of(LADDER, 10, 4097, 48_000);

    assertEndsTogether(timeline);
    assertThat(timeline.musicFrames(rung("med"))).isEqualTo(2732);
    assertThat(timeline.packets(rung("med"))).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 3.3, 4, 4.47, 6, 10, 12, 15, 20, 30})
  void everySourceLengthKeepsTheRules(double wish) {
    Random random = new Random(20_261_122L + (long) (wish * 100));
    int[] rates = {8000, 11_025, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 192_000};
    for (int draw = 0; draw < 120; draw++) {
      int rate = rates[random.nextInt(rates.length)];
      long frames = drawFrames(random, wish, rate);
      for (Ladder ladder : List.of(LADDER, OTHER_RATES)) {
        Timeline timeline = Timeline.of(ladder, wish, frames, rate);
        assertEncoderYieldsThePlannedPackets(timeline, frames, rate);
        assertEndsTogether(timeline);
        assertCutsLieTogether(timeline);
        assertDurationsFit(timeline);
        assertTailIsNotNeedlesslyShort(timeline);
      }
    }
  }

  /** Half of them within half a second of a cut, where the tail decides. */
  private static long drawFrames(Random random, double wish, int rate) {
    double seconds =
        random.nextBoolean()
            ? random.nextDouble() * 120
            : wish * random.nextInt(1, 8) + random.nextDouble() - 0.5;
    return Math.max(1, (long) (seconds * rate));
  }

  private static void assertEncoderYieldsThePlannedPackets(
      Timeline timeline, long frames, int rate) {
    for (Rung rung : timeline.ladder().rungs()) {
      long fed = timeline.leadFrames(rung) + timeline.musicFrames(rung);
      assertThat(timeline.packets(rung)).isEqualTo(1 + Math.ceilDiv(fed, 1024L));
      double exact = (double) frames * rung.sampleRate() / rate;
      assertThat((double) timeline.musicFrames(rung)).isCloseTo(exact, within(1.5));
      double music = timeline.packets(rung) * rung.frameSeconds() - timeline.seconds();
      assertThat(music + 1e-9).isBetween(0.0, rung.frameSeconds());
    }
  }

  private static void assertEndsTogether(Timeline timeline) {
    DoubleStream ends =
        timeline.ladder().rungs().stream()
            .mapToDouble(rung -> timeline.packets(rung) * rung.frameSeconds());
    var spread = ends.summaryStatistics();
    assertThat(spread.getMax() - spread.getMin())
        .isLessThan(timeline.ladder().slowestFrameSeconds() - 1e-9);
  }

  private static void assertCutsLieTogether(Timeline timeline) {
    for (int cut = 1; cut < timeline.segments(); cut++) {
      int at = cut;
      var spread =
          timeline.ladder().rungs().stream()
              .mapToLong(rung -> timeline.pts90k(rung, timeline.firstPacket(rung, at)))
              .summaryStatistics();
      double allowed = timeline.onGrid() ? 0 : timeline.ladder().slowestFrameSeconds() * 90_000 + 1;
      assertThat((double) (spread.getMax() - spread.getMin())).isLessThanOrEqualTo(allowed);
    }
  }

  private static void assertDurationsFit(Timeline timeline) {
    int longest = 1;
    for (Rung rung : timeline.ladder().rungs()) {
      double sum = 0;
      for (int segment = 0; segment < timeline.segments(); segment++) {
        double extinf = timeline.extinf(rung, segment);
        assertThat(extinf).isPositive().isLessThanOrEqualTo(timeline.targetDuration() + 0.5);
        longest = Math.max(longest, (int) Math.round(lasts(timeline, rung, segment)));
        sum += extinf;
      }
      double over = timeline.packets(rung) * rung.frameSeconds() - sum;
      assertThat(over).isBetween(-1e-6, rung.frameSeconds() - 1e-4);
      assertThat(sum).isGreaterThan(timeline.seconds() - 1e-6);
    }
    assertThat(timeline.targetDuration()).isEqualTo(longest);
  }

  private static void assertTailIsNotNeedlesslyShort(Timeline timeline) {
    int last = timeline.segments() - 1;
    double tail = tail(timeline, last);
    if (last > 0 && tail < 0.25) {
      double joined =
          timeline.ladder().rungs().stream()
              .mapToDouble(rung -> lasts(timeline, rung, last) + lasts(timeline, rung, last - 1))
              .max()
              .orElseThrow();
      assertThat(Math.round(joined)).isGreaterThan(timeline.targetDuration());
    }
  }

  private static double tail(Timeline timeline, int last) {
    return timeline.ladder().rungs().stream()
        .mapToDouble(rung -> lasts(timeline, rung, last))
        .min()
        .orElseThrow();
  }

  /** With the end of its last frame, which a playlist may leave out. */
  private static double lasts(Timeline timeline, Rung rung, int segment) {
    long packets = timeline.firstPacket(rung, segment + 1) - timeline.firstPacket(rung, segment);
    return packets * rung.frameSeconds();
  }

  @Test
  void otherLaddersHaveTheirOwnGrid() {
    assertThat(OTHER_RATES.gridSeconds()).isEqualTo(1024 / 150.0);
    Timeline timeline = Timeline.of(OTHER_RATES, 7, 48_000 * 60, 48_000);

    assertThat(timeline.onGrid()).isTrue();
    assertThat(OTHER_RATES.rungs().stream().map(rung -> timeline.firstPacket(rung, 1)))
        .containsExactly(147L, 294L, 320L);
  }

  @Test
  void segmentsBeyondTheEndAreRefused() {
    Timeline timeline = Timeline.of(LADDER, 10, 48_000 * 30, 48_000);

    assertThat(IntStream.of(-1, timeline.segments() + 1))
        .allSatisfy(segment ->
            org.assertj.core.api.Assertions.assertThatThrownBy(
                    () -> timeline.firstPacket(rung("low"), segment))
                .isInstanceOf(IndexOutOfBoundsException.class));
  }
}
