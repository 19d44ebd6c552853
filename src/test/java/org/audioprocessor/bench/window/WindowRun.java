package org.audioprocessor.bench.window;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import javafx.collections.ObservableList;
import javafx.event.Event;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.desktop.MeasuredWindow;
import org.audioprocessor.desktop.testing.Fx;
import org.jspecify.annotations.Nullable;

/** One window on a database of a platform, in a process with the program's own memory. */
final class WindowRun implements AutoCloseable {
  private static final int RUNS = 5;
  static final double FIRST_ROWS_MILLIS = 300;
  private static final double FILTER_MILLIS = 300;
  private static final double GROWTH_MB = 64;

  private static final KeyEvent ALL =
      new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.A, false, true, false, true);

  private final Report report;
  private final boolean promised;
  private final double beforeMb;
  private final MeasuredWindow window;
  private final FxPulse pulse;
  private final Sight sight;

  private WindowRun(ApplicationOptions options, Report report, boolean promised) {
    this.report = report;
    this.promised = promised;
    Fx.start();
    beforeMb = heapMb();
    window = MeasuredWindow.open(options);
    // TestFX keeps to itself what escapes
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> failure.printStackTrace());
    pulse = new FxPulse();
    sight = new Sight(window.stage().getScene());
  }

  /**
   * Prints the figures of one window.
   *
   * @param args the database's URL, user and password; a folder for the workspace; whether the
   *     limits hold
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path workspace = Files.createDirectories(Path.of(args[3]));
    Map<String, String> environment =
        Map.of(
            "AUDIO_PROCESSOR_DB_URL",
            args[0],
            "AUDIO_PROCESSOR_DB_USER",
            args[1],
            "AUDIO_PROCESSOR_DB_PASSWORD",
            args[2],
            "AUDIO_PROCESSOR_BUCKET",
            "nobody-answers",
            "AUDIO_PROCESSOR_ENDPOINT",
            "http://127.0.0.1:1",
            "AUDIO_PROCESSOR_REGION",
            "eu-central-1");
    ApplicationOptions options = new ApplicationOptions(workspace, Map.of(), environment);
    boolean promised = Boolean.parseBoolean(args[4]);
    Report report =
        new Report(
            promised ? "With the optional index" : "Without the optional index: nothing promised");
    try (WindowRun run = new WindowRun(options, report, promised)) {
      run.all(args);
    }
    report.end();
    System.exit(0);
  }

  private void all(String[] args) throws InterruptedException {
    opening();
    filters();
    searches();
    report.megabytes("heap in use after filters and searches", heapMb() - beforeMb, null);
    Scrolling scrolling = new Scrolling(sight, pulse, report);
    scrolling.all();
    selecting();
    new Refreshing(args[0], args[1], args[2]).beside(scrolling);
    report.megabytes("heap growth after all of this", heapMb() - beforeMb, GROWTH_MB);
  }

  private void opening() throws InterruptedException {
    long rows = sight.nanosWhen(Sight::showsRows);
    report.times(
        "connected to first rows",
        new double[] {(rows - window.connectedNanos()) / 1e6},
        limit(FIRST_ROWS_MILLIS),
        pulse.take());
    long counted = sight.nanosWhen(seen -> seen.size() > 1000);
    report.times(
        "connected to the whole list's scroll bar",
        new double[] {(counted - window.connectedNanos()) / 1e6},
        null,
        pulse.take());
    report.megabytes("heap in use with first rows", heapMb() - beforeMb, null);
    pulse.take();
  }

  private void filters() throws InterruptedException {
    for (String status : new String[] {"waiting", "failed", "completed"}) {
      double[] times = new double[RUNS];
      for (int run = 0; run < RUNS; run++) {
        press("filter-all", Sight::showsRows);
        times[run] = press("filter-" + status, seen -> seen.showsOnly(status));
      }
      report.times("filter: " + status, times, limit(FILTER_MILLIS), pulse.take());
    }
    filterOfNothing();
    double[] review = new double[RUNS];
    double[] all = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      review[run] = press("filter-to-review", seen -> seen.showsOnly("completed"));
      all[run] = press("filter-all", Sight::showsRows);
    }
    report.times("filter: to review", review, limit(FILTER_MILLIS), pulse.take());
    report.times("filter: all", all, limit(FILTER_MILLIS), pulse.take());
  }

  private void filterOfNothing() throws InterruptedException {
    double[] times = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      press("filter-all", Sight::showsRows);
      times[run] = press("filter-processing", seen -> seen.size() == 0);
    }
    report.times("filter: processing, of which there are none", times, limit(300), pulse.take());
  }

  /** Until other rows are there, and seen. */
  private double press(String chip, Predicate<Sight> seen) throws InterruptedException {
    ObservableList<?> before = Fx.get(() -> sight.items());
    boolean already = Fx.get(() -> sight.node(chip, ToggleButton.class).isSelected());
    if (already) {
      return 0;
    }
    return sight.millisUntil(
        () -> sight.node(chip, ToggleButton.class).fire(),
        now -> !Objects.equals(now.items(), before) && seen.test(now));
  }

  private void searches() throws InterruptedException {
    search("search: ten rows", "", "song 99999", all("song 99999"));
    search("search: every row", "", "s", all("s"));
    search("search: nothing found", "", "zzz", seen -> seen.size() == 0);
    search("search among failed: ten rows", "failed", "song 9999", all("song 9999"));
    search("search to review: some rows", "to-review", "song 9999", all("song 9999"));
    typed();
    clear();
    press("filter-all", Sight::showsRows);
  }

  private static Predicate<Sight> all(String beginning) {
    return seen ->
        seen.showsRows()
            && seen.lines().stream().allMatch(line -> line.file().startsWith(beginning));
  }

  private void search(String what, String chip, String text, Predicate<Sight> seen)
      throws InterruptedException {
    double[] times = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      clear();
      press(chip.isEmpty() ? "filter-all" : "filter-" + chip, Sight::showsRows);
      pulse.take();
      times[run] = write(text, seen);
    }
    report.times(what, times, limit(FILTER_MILLIS), pulse.take());
  }

  private double write(String text, Predicate<Sight> seen) throws InterruptedException {
    ObservableList<?> before = Fx.get(() -> sight.items());
    return sight.millisUntil(
        () -> sight.node("queue-search", TextField.class).setText(text),
        now -> !Objects.equals(now.items(), before) && seen.test(now));
  }

  private void clear() throws InterruptedException {
    if (!Fx.get(() -> sight.node("queue-search", TextField.class).getText()).isEmpty()) {
      write("", Sight::showsRows);
    }
  }

  /** Key by key, as fast as people do; the time counts from the last key. */
  private void typed() throws InterruptedException {
    clear();
    press("filter-all", Sight::showsRows);
    pulse.take();
    String text = "song 99999";
    for (int length = 1; length < text.length(); length++) {
      String some = text.substring(0, length);
      Fx.run(() -> sight.node("queue-search", TextField.class).setText(some));
      Thread.sleep(120);
    }
    double[] time = {write(text, all(text))};
    report.times("search typed in 1 s, after its last key", time, null, pulse.take());
  }

  private void selecting() throws InterruptedException {
    TableView<?> table = Fx.get(() -> sight.table());
    if (table != null) {
      pulse.take();
      Fx.run(() -> table.scrollTo(0));
      double one =
          sight.millisUntil(() -> table.getSelectionModel().clearAndSelect(3), Sight::showsRows);
      report.times("one row selected", new double[] {one}, null, pulse.take());
      double all = sight.millisUntil(() -> Event.fireEvent(table, ALL), Sight::showsRows);
      report.times("the key for all rows", new double[] {all}, null, pulse.take());
      Fx.run(() -> table.getSelectionModel().clearSelection());
    }
  }

  private @Nullable Double limit(double millis) {
    return promised ? millis : null;
  }

  /** After a collection. */
  static double heapMb() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }

  @Override
  public void close() {
    pulse.close();
    window.close();
  }
}
