package org.audioprocessor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadList;
import org.audioprocessor.queue.list.UploadLists;
import org.audioprocessor.queue.list.UploadSort;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;
import org.audioprocessor.testing.MySqlServer;
import org.audioprocessor.testing.PostgresServer;

/** What a screen waits for with 1,000,000 uploads, without and with the optional index. */
public final class PagesBench {
  private static final int RUNS = 5;
  private static final int PAGE = 200;
  private static final UploadFilter FAILED = UploadFilter.of(UploadStatus.FAILED);

  private PagesBench() {}

  private interface Step {
    long run(UploadQueue queue) throws QueueException;
  }

  private record Named(String name, Step step) {}

  private static final List<Named> STEPS =
      List.of(
          new Named("all: open to first rows", q -> all(q).rows(0, PAGE).size()),
          new Named("failed: open to first rows", q -> failed(q).rows(0, PAGE).size()),
          new Named("by status: to first rows", q -> byStatus(q).rows(0, PAGE).size()),
          new Named("counts by status", q -> q.lists().countOf(UploadFilter.ALL)),
          new Named("all: jump to the end", q -> atEnd(all(q))),
          new Named("all: first jump to the middle", q -> all(q).rows(500_000, PAGE).size()),
          new Named("failed: first jump to the middle", q -> failed(q).rows(15_000, PAGE).size()),
          new Named("search: beginning of a name", q -> search(q, "song 9999").size()),
          new Named("search: first rows of many", q -> search(q, "song").rows(0, PAGE).size()),
          new Named("rejected: open to first rows", q -> verdict(q, ReviewVerdict.REJECTED)),
          new Named("unreviewed: open to first rows", q -> verdict(q, ReviewVerdict.UNREVIEWED)),
          new Named("next unreviewed", q -> q.reviews().nextUnreviewed(null).stream().count()),
          new Named("verdicts counted", q -> q.reviews().counts().size()),
          new Named("failures by cause", q -> q.failedUploads().all().size()));

  /**
   * Prints milliseconds.
   *
   * @param args postgres, mariadb or mysql; how many uploads
   */
  public static void main(String[] args) throws QueueException, IOException {
    Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
    boolean postgres = args[0].equals("postgres");
    DatabaseServer server =
        switch (args[0]) {
          case "postgres" -> PostgresServer.shared();
          case "mariadb" -> MariaDbServer.shared();
          case "mysql" -> MySqlServer.shared();
          default -> throw new IllegalArgumentException("postgres, mariadb or mysql: " + args[0]);
        };
    MillionUploads uploads = new MillionUploads(server, postgres, Integer.parseInt(args[1]));
    DatabaseAddress address = uploads.fill();
    List<List<Double>> bare = measure(address);
    server.run(address, MillionUploads.INDEX, postgres ? "ANALYZE Uploads" : "SELECT 1");
    List<List<Double>> indexed = measure(address);
    System.out.printf(
        Locale.ROOT, "%-36s %18s %18s%n", "ms, median of 5 (slowest)", "bare", "indexed");
    for (int i = 0; i < bare.size(); i++) {
      String name = i < STEPS.size() ? STEPS.get(i).name() : SCROLLING.get(i - STEPS.size());
      System.out.printf(
          Locale.ROOT, "%-36s %18s %18s%n", name, text(bare.get(i)), text(indexed.get(i)));
    }
    System.exit(0);
  }

  private static final List<String> SCROLLING =
      List.of("all: next page", "all: jump, anchors known", "refresh and visible rows");

  private static List<List<Double>> measure(DatabaseAddress address) throws QueueException {
    List<List<Double>> times = new ArrayList<>();
    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      UploadQueue queue = database.queue();
      for (Named named : STEPS) {
        List<Double> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
          runs.add(milliseconds(() -> named.step().run(queue)));
        }
        times.add(runs);
      }
      times.addAll(scrolling(queue));
    }
    return times;
  }

  private static List<List<Double>> scrolling(UploadQueue queue) throws QueueException {
    UploadList list = all(queue);
    list.rows(500_000, PAGE);
    List<Double> next = new ArrayList<>();
    List<Double> jump = new ArrayList<>();
    List<Double> refresh = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      int page = run + 1;
      next.add(milliseconds(() -> list.rows(500_000L + (long) page * PAGE, PAGE).size()));
      jump.add(milliseconds(() -> list.rows(100_123L * page, PAGE).size()));
      refresh.add(
          milliseconds(() -> {
            list.refresh();
            return list.rows(0, 50).size();
          }));
    }
    return List.of(next, jump, refresh);
  }

  private interface Timed {
    long run() throws QueueException;
  }

  private static double milliseconds(Timed step) throws QueueException {
    long start = System.nanoTime();
    step.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static UploadList all(UploadQueue queue) {
    return queue.lists().open(UploadFilter.ALL, UploadSort.NEWEST_FIRST);
  }

  private static UploadList failed(UploadQueue queue) {
    return queue.lists().open(FAILED, UploadSort.NEWEST_FIRST);
  }

  private static UploadList byStatus(UploadQueue queue) {
    return queue.lists().open(UploadFilter.ALL, new UploadSort(UploadSort.Key.STATUS, false));
  }

  private static UploadList search(UploadQueue queue, String text) {
    UploadLists lists = queue.lists();
    return lists.open(UploadFilter.ALL.withSearch(text), UploadSort.NEWEST_FIRST);
  }

  private static long verdict(UploadQueue queue, ReviewVerdict verdict) throws QueueException {
    UploadFilter filter = UploadFilter.ALL.withVerdicts(Set.of(verdict));
    return queue.lists().open(filter, UploadSort.NEWEST_FIRST).rows(0, PAGE).size();
  }

  private static long atEnd(UploadList list) throws QueueException {
    return list.rows(list.size() - PAGE, PAGE).size();
  }

  private static String text(List<Double> runs) {
    double[] sorted = runs.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT, "%.1f (%.1f)", sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }
}
