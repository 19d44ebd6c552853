package org.audioprocessor.bench.sizing;

import java.util.Locale;
import org.audioprocessor.bench.sizing.SimulatedDay.Outcome;

/**
 * Prints the tables of src/docs/sizing.md: {@code [CPU_S_A_MINUTE CPU_S_A_TRACK
 * [CLAIMS_A_SECOND]]}.
 */
public final class SizingTable {
  private static final long SEED = 20_260_101;
  private static final long[] TRACKS_A_DAY = {
    100, 1_000, 10_000, 100_000, 1_000_000, 5_000_000, 10_000_000
  };
  private static final double[] MINUTES = {5, 15, 60};

  /** Claims a second that four processes reached on the slowest and the fastest database. */
  private static final double SLOW_CLAIMS = 145;

  private SizingTable() {}

  public static void main(String[] arguments) {
    double aMinute = arguments.length > 1 ? Double.parseDouble(arguments[0]) : 3.1;
    double aTrack = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 0.4;
    double claims = arguments.length > 2 ? Double.parseDouble(arguments[2]) : SLOW_CLAIMS;
    ServiceTimes service = new ServiceTimes(3.5, 0.4, aMinute, aTrack, 0.5, 2);
    SimulatedDay day = new SimulatedDay(ArrivalProfile.DAY, service, claims, SEED);
    System.out.printf(
        Locale.ROOT,
        "mean service %.1f s, %.0f claims a second, seed %d%n",
        service.meanSeconds(),
        claims,
        SEED);
    System.out.println(
        "| tracks a day | busiest hour | 5 min | 15 min | 60 min | busy at 15 min | claims |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (long tracks : TRACKS_A_DAY) {
      System.out.println(row(day, tracks));
    }
  }

  private static String row(SimulatedDay day, long tracks) {
    StringBuilder row = new StringBuilder();
    row.append(
        String.format(
            Locale.ROOT, "| %,d | %.2f/s ", tracks, ArrivalProfile.DAY.busiestPerSecond(tracks)));
    for (double minutes : MINUTES) {
      int workers = day.workersFor(tracks, minutes * 60);
      row.append(workers == 0 ? "| none " : String.format(Locale.ROOT, "| %,d ", workers));
    }
    int workers = day.workersFor(tracks, 15 * 60);
    if (workers == 0) {
      return row + "| | |";
    }
    Outcome outcome = day.run(tracks, workers);
    row.append(
        String.format(
            Locale.ROOT,
            "| %.0f %% | %.1f %% |",
            100 * outcome.busyShare(),
            100 * outcome.claimsShare()));
    return row.toString();
  }
}
