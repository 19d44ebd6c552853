package org.audioprocessor.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.queue.connect.PlatformDatabase;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.MariaDbServer;
import org.audioprocessor.testing.MySqlServer;
import org.audioprocessor.testing.PostgresServer;

/** How fast uploads are claimed from a table of a million, without and with the optional index. */
public final class ClaimBench {
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Duration MEASURED = Duration.ofSeconds(15);
  private static final int PROCESSES = 4;
  private static final int THREADS = 4;
  private static final int CLAIMS_ALONE = 15;

  private ClaimBench() {}

  /**
   * Prints a table.
   *
   * @param args postgres, mariadb or mysql; how many uploads
   */
  public static void main(String[] args) throws Exception {
    if (args[0].equals("claims")) {
      claimForAWhile(new DatabaseAddress(args[1], args[2], args[3], null));
      return;
    }
    boolean postgres = args[0].equals("postgres");
    DatabaseServer server =
        switch (args[0]) {
          case "postgres" -> PostgresServer.shared();
          case "mariadb" -> MariaDbServer.shared();
          case "mysql" -> MySqlServer.shared();
          default -> throw new IllegalArgumentException("postgres, mariadb or mysql: " + args[0]);
        };
    DatabaseAddress address =
        new MillionUploads(server, postgres, Integer.parseInt(args[1])).fill();
    say(
        String.format(
            Locale.ROOT,
            "%-10s %24s %32s%n",
            "",
            "one claim alone, ms",
            "claims/s, 4 processes × 4"));
    say(
        String.format(
            Locale.ROOT,
            "%-10s %24.1f %32.1f%n",
            "bare",
            claimAloneMs(address),
            claimsPerSecond(address)));
    server.run(address, MillionUploads.INDEX, postgres ? "ANALYZE Uploads" : "SELECT 1");
    say(
        String.format(
            Locale.ROOT,
            "%-10s %24.1f %32.1f%n",
            "indexed",
            claimAloneMs(address),
            claimsPerSecond(address)));
    System.exit(0);
  }

  /** The median. */
  private static double claimAloneMs(DatabaseAddress address) throws QueueException {
    List<Double> times = new ArrayList<>();
    try (PlatformDatabase database = PlatformDatabase.open(address)) {
      for (int i = 0; i < CLAIMS_ALONE; i++) {
        long began = System.nanoTime();
        if (database.queue().claim("bench", LEASE).isEmpty()) {
          throw new IllegalStateException("nothing is left to claim");
        }
        times.add((System.nanoTime() - began) / 1e6);
      }
    }
    return times.stream().sorted().toList().get(CLAIMS_ALONE / 2);
  }

  private static double claimsPerSecond(DatabaseAddress address) throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(child(address));
    }
    long claims = 0;
    for (Process process : processes) {
      try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
        claims +=
            said.lines().filter(line -> line.matches("\\d+")).mapToLong(Long::parseLong).sum();
      }
      process.waitFor();
    }
    return claims / (double) MEASURED.toSeconds();
  }

  private static Process child(DatabaseAddress address) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ClaimBench.class.getName(),
            "claims",
            address.jdbcUrl(),
            address.user(),
            address.password())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void claimForAWhile(DatabaseAddress address) throws Exception {
    long claims = 0;
    try (PlatformDatabase database = PlatformDatabase.open(address);
        ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Long>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(executor.submit(() -> claimsInTime(database.queue())));
      }
      for (Future<Long> one : running) {
        claims += one.get();
      }
    }
    say(String.format(Locale.ROOT, "%d%n", claims));
  }

  private static long claimsInTime(UploadQueue queue) throws QueueException {
    long end = System.nanoTime() + MEASURED.toNanos();
    long claims = 0;
    while (System.nanoTime() < end && queue.claim("bench", LEASE).isPresent()) {
      claims++;
    }
    return claims;
  }

  private static void say(String line) {
    System.out.print(line);
  }
}
