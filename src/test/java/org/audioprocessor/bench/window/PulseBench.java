package org.audioprocessor.bench.window;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.desktop.MeasuredWindow;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.work.BatchFeed;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.connect.EmbeddedDatabase;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.worker.WorkerEvent;

/**
 * The real window while eight tracks tell how far they are: what a frame costs our code, see {@link
 * FrameCosts}, and how often the meters are drawn. A frame counts as one of the meters' if the
 * figures in their tiles are others than in the frame before; JavaFX draws every frame, since its
 * drawing thread takes one before the next is laid out.
 */
public final class PulseBench {
  private static final int TRACKS = 8;
  private static final int UPLOADS = 60;
  private static final int WARM_UP_SECONDS = 5;
  private static final int SECONDS = 15;
  private static final double LIMIT_MILLIS = 8;
  private static final double LEAST_METER_FRAMES = 30;

  private final MeasuredWindow window;
  private final FrameCosts costs;
  private final BatchFeed feed;
  private final List<Claim> claims = new ArrayList<>();
  private int told;

  private PulseBench(MeasuredWindow window, FrameCosts costs) {
    this.window = window;
    this.costs = costs;
    feed = new BatchFeed(window.batch());
    for (int track = 0; track < TRACKS; track++) {
      claims.add(new Claim(upload(track), "bench", 1, 1));
    }
  }

  private static Upload upload(int number) {
    return new Upload("upload-" + number, "song " + number + ".wav");
  }

  /** Prints a table. */
  public static void main(String[] args) throws IOException, InterruptedException, QueueException {
    Path folder = Files.createTempDirectory("pulse");
    try (EmbeddedDatabase database = EmbeddedDatabase.open(Workspace.open(folder).queue())) {
      for (int number = UPLOADS - 1; number >= 0; number--) {
        database.queue().add(upload(number));
      }
    }
    Fx.start();
    FrameCosts costs = Fx.get(FrameCosts::new);
    ApplicationOptions options = ApplicationOptions.in(folder).withEnvironment(Map.of());
    try (MeasuredWindow window = MeasuredWindow.open(options, costs::around)) {
      while (!window.isWhole()) {
        Thread.sleep(50);
      }
      new PulseBench(window, costs).all();
    }
    System.exit(0);
  }

  private void all() throws InterruptedException {
    Scene scene = window.stage().getScene();
    Fx.run(() -> costs.watch(scene, () -> tiles(scene)));
    feed.begin(TRACKS);
    claims.forEach(claim -> feed.tell(new WorkerEvent.TrackClaimed(claim)));
    System.out.printf(
        Locale.ROOT,
        "%d tracks, %d processors, load %.1f%n%-46s %s%n",
        TRACKS,
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        "ms of the processor a frame",
        "   half  of 100  worst          frames/s");
    phase("queue, 50 updates/s in all", "go-queue", 50);
    phase("queue, 50 updates/s from each track", "go-queue", 50 * TRACKS);
    phase("meters and player, 50 updates/s from each", "go-meters", 50 * TRACKS);
  }

  private void phase(String what, String screen, int eachSecond) throws InterruptedException {
    Fx.run(() -> ((ButtonBase) window.stage().getScene().lookup("#" + screen)).fire());
    try (ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor()) {
      long period = TimeUnit.SECONDS.toNanos(1) / eachSecond;
      ScheduledFuture<?> telling =
          worker.scheduleAtFixedRate(this::tellNext, 0, period, TimeUnit.NANOSECONDS);
      Thread.sleep(TimeUnit.SECONDS.toMillis(WARM_UP_SECONDS));
      Fx.run(costs::clear);
      int before = told;
      Map<String, Long> busy = busyNanos();
      Thread.sleep(TimeUnit.SECONDS.toMillis(SECONDS));
      int updates = told - before;
      Fx.run(() -> print(what, screen.equals("go-meters"), updates));
      drawing(busy, busyNanos());
      telling.cancel(false);
    }
  }

  /** By the threads' names: what JavaFX needs for a frame beside our code. */
  private static Map<String, Long> busyNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<String, Long> busy = new HashMap<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null) {
        long nanos = threads.getThreadCpuTime(thread.getThreadId());
        busy.merge(thread.getThreadName(), nanos, Long::sum);
      }
    }
    return busy;
  }

  private void drawing(Map<String, Long> before, Map<String, Long> after) {
    for (String thread : List.of("JavaFX Application Thread", "QuantumRenderer-0")) {
      long nanos = after.getOrDefault(thread, 0L) - before.getOrDefault(thread, 0L);
      System.out.printf(
          Locale.ROOT, "  %-44s %6.2f%n", thread, nanos / 1e6 / Math.max(1, costs.count()));
    }
  }

  private void tellNext() {
    int number = told++;
    Claim claim = claims.get(number % TRACKS);
    double part = number / (double) TRACKS % 3000 / 3000;
    double lufs = -20 + 8 * Math.sin(number / 40.0);
    feed.tell(
        new WorkerEvent.TrackProgress(
            claim,
            new ProgressEvent(Stage.RENDER, part, 31.4, part * 9, snapshot(lufs, part * 280))));
  }

  private static LoudnessSnapshot snapshot(double lufs, double seconds) {
    OptionalDouble loud = OptionalDouble.of(lufs);
    OptionalDouble peak = OptionalDouble.of(lufs + 14);
    OptionalDouble range = OptionalDouble.of(6.5);
    return new LoudnessSnapshot(
        loud, loud, loud, range, peak, loud, loud, List.of(peak, peak), seconds);
  }

  private static String tiles(Scene scene) {
    Node meters = scene.lookup("#meters-content");
    return meters == null
        ? ""
        : meters.lookupAll(".label").stream()
            .filter(Labeled.class::isInstance)
            .map(label -> ((Labeled) label).getText())
            .collect(Collectors.joining("|"));
  }

  private void print(String what, boolean metered, int updates) {
    double frames = costs.count() / (double) SECONDS;
    System.out.printf(Locale.ROOT, "%s: %.0f updates/s came%n", what, updates / (double) SECONDS);
    line("  our code", FrameCosts.Frame::oursNanos, frames);
    line("  with CSS and layout", FrameCosts.Frame::allNanos, frames);
    if (metered) {
      double drawn = costs.changed() / (double) SECONDS;
      System.out.printf(
          Locale.ROOT,
          "  meters drawn with new figures: %.1f/s, limit %.0f/s: %s%n",
          drawn,
          LEAST_METER_FRAMES,
          drawn >= LEAST_METER_FRAMES ? "met" : "MISSED");
    }
  }

  private void line(String what, ToLongFunction<FrameCosts.Frame> part, double frames) {
    System.out.printf(
        Locale.ROOT,
        "%-46s %s %s %8.1f%n",
        what,
        costs.millis(part),
        costs.millisAt99(part) <= LIMIT_MILLIS ? "met   " : "MISSED",
        frames);
  }
}
