package org.audioprocessor.bench.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.audioprocessor.bench.sizing.SimulatedDay.Outcome;
import org.junit.jupiter.api.Test;

class SimulatedDayTest {
  private static final ServiceTimes TRACKS = new ServiceTimes(3.5, 0.4, 2.0, 0.3, 0.5, 2);
  private static final double FAST_DATABASE = 1e9;

  private static SimulatedDay day(ServiceTimes service, double claimsPerSecond) {
    return new SimulatedDay(ArrivalProfile.DAY, service, claimsPerSecond, 1);
  }

  @Test
  void aDayHasAsManyUploadsAsItShould() {
    Outcome outcome = day(TRACKS, FAST_DATABASE).run(100_000, 100);

    assertThat((double) outcome.tracks()).isCloseTo(100_000, within(1_500.0));
  }

  @Test
  void theBusiestHourHasTwiceTheMean() {
    double meanPerSecond = 1;

    assertThat(ArrivalProfile.DAY.busiestPerSecond(86_400))
        .isCloseTo(1.9 * meanPerSecond, within(0.11));
  }

  /**
   * An M/M/1 queue's time in the system is exponential with the rate μ − λ; its 95 % point is
   * known.
   */
  @Test
  void arrivalsAndPercentilesMatchTheTextbooksSingleServer() {
    double[] even = new double[ArrivalProfile.HOURS];
    Arrays.fill(even, 1);
    ArrivalProfile flat = new ArrivalProfile(even);
    SplittableRandom random = new SplittableRandom(7);
    double serviceMean = 1.2;
    double lambda = 43_200 / 86_400.0;
    double at = 0;
    double free = 0;
    Percentiles times = new Percentiles();
    while (at < 400 * 86_400.0) {
      at = flat.nextAfter(at, 43_200, random);
      free = Math.max(at, free) - serviceMean * Math.log(1 - random.nextDouble());
      times.add(free - at);
    }
    double expected = Math.log(20) / (1 / serviceMean - lambda);

    assertThat(times.at(0.95)).isCloseTo(expected, within(0.03 * expected));
  }

  @Test
  void withoutACrowdATrackTakesItsOwnTime() {
    ServiceTimes same = new ServiceTimes(3, 0, 2, 0, 1, 4);

    Outcome outcome = day(same, FAST_DATABASE).run(500, 50);

    assertThat(outcome.waitingSeconds95()).isBetween(10.0, 12.2);
  }

  @Test
  void moreWorkersAreNeverSlower() {
    SimulatedDay day = day(TRACKS, 145);

    assertThat(day.run(20_000, 12).waitingSeconds95())
        .isLessThan(day.run(20_000, 9).waitingSeconds95());
  }

  @Test
  void theFleetIsTheLeastThatDoesIt() {
    SimulatedDay day = day(TRACKS, 145);
    int workers = day.workersFor(10_000, 900);

    assertThat(day.run(10_000, workers).waitingSeconds95()).isLessThanOrEqualTo(900);
    assertThat(day.run(10_000, workers - 1).waitingSeconds95()).isGreaterThan(900);
  }

  @Test
  void aDatabaseThatIsTooSlowIsSaidSo() {
    assertThat(day(TRACKS, 1).workersFor(200_000, 300)).isZero();
  }

  @Test
  void theSameSeedGivesTheSameDay() {
    assertThat(day(TRACKS, 145).run(5_000, 5)).isEqualTo(day(TRACKS, 145).run(5_000, 5));
  }
}
