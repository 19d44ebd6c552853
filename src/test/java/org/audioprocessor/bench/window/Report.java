package org.audioprocessor.bench.window;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints a line a figure: what, how much, the limit, and whether it is kept. */
final class Report {
  private static final String LINE = "%-44s %11s %11s %9s %-7s %s%n";
  private static final double LONGEST_STALL_MILLIS = 100;

  private int missed;

  Report(String title) {
    System.out.printf("%n%s%n", title);
    System.out.printf(LINE, "", "first", "median", "limit", "", "longest stall of the window");
  }

  /**
   * @param times in the order in which they were measured, in ms
   * @param limit in ms, for each of them; null: none was promised
   */
  void times(String what, double[] times, @Nullable Double limit, FxPulse.Stall stall) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    boolean kept = limit == null || sorted[sorted.length - 1] <= limit;
    String median = times.length == 1 ? "" : millis(sorted[times.length / 2]);
    String most = limit == null ? "" : millis(limit);
    print(what, new String[] {millis(times[0]), median, most}, limit == null, kept, stall);
  }

  void megabytes(String what, double figure, @Nullable Double limit) {
    boolean kept = limit == null || figure <= limit;
    String most = limit == null ? "" : megabytes(limit);
    String[] figures = {megabytes(figure), "", most};
    print(what, figures, limit == null, kept, FxPulse.Stall.NONE);
  }

  private void print(
      String what, String[] figures, boolean free, boolean kept, FxPulse.Stall stall) {
    boolean stalled = stall.millis() > LONGEST_STALL_MILLIS;
    missed += (kept ? 0 : 1) + (stalled ? 1 : 0);
    String verdict = free ? "" : kept ? "met" : "MISSED";
    System.out.printf(LINE, what, figures[0], figures[1], figures[2], verdict, text(stall));
  }

  private static String text(FxPulse.Stall stall) {
    if (stall.millis() == 0) {
      return "";
    }
    String brief =
        String.format(Locale.ROOT, "%.0f ms, %.0f busy", stall.millis(), stall.busyMillis());
    return stall.millis() > LONGEST_STALL_MILLIS ? brief + ", MISSED: " + stall.where() : brief;
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, "%.0f ms", millis);
  }

  private static String megabytes(double megabytes) {
    return String.format(Locale.ROOT, "%.1f MB", megabytes);
  }

  void end() {
    System.out.printf("%d figures missed their limit%n", missed);
  }
}
