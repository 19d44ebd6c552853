package org.audioprocessor.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.s3.S3ObjectStore;
import org.audioprocessor.testing.S3Server;
import org.audioprocessor.testing.TcpProxy;

/** How long 125 objects of 100 KB take to a bucket that is 40 ms away, one by one and together. */
public final class PublicationBench {

  private static final int OBJECTS = 125;
  private static final int BYTES = 100_000;
  private static final Duration ROUND_TRIP = Duration.ofMillis(40);
  private static final int ROUNDS = 5;

  private PublicationBench() {}

  /** Argument: a folder for the bucket. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    try (S3Server server = S3Server.start(folder);
        TcpProxy proxy = TcpProxy.to("127.0.0.1", server.port()).latency(ROUND_TRIP);
        S3ObjectStore store = S3Server.open(S3Server.settings(proxy.port()))) {
      byte[] bytes = new byte[BYTES];
      new Random(1).nextBytes(bytes);
      List<Long> together = new ArrayList<>();
      for (int round = 0; round <= ROUNDS; round++) {
        together.add(together(store, bytes));
      }
      System.out.println("16 in flight, ms a round, the first cold: " + together);
      System.out.println("one by one, ms: " + oneByOne(store, bytes));
      System.out.println("connections: " + proxy.accepted() + ", retries: " + store.retries());
    }
  }

  private static long together(S3ObjectStore store, byte[] bytes) throws Exception {
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> puts = new ArrayList<>();
      for (int i = 0; i < OBJECTS; i++) {
        String key = "t/segment_" + i + ".ts";
        puts.add(threads.submit(() -> store.put(key, Body.of(bytes), PutOptions.defaults())));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    }
    return millisSince(begun);
  }

  private static long oneByOne(S3ObjectStore store, byte[] bytes) throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < OBJECTS; i++) {
      store.put(
          "t/segment_" + i + ".ts", Body.of(Arrays.copyOf(bytes, BYTES)), PutOptions.defaults());
    }
    return millisSince(begun);
  }

  private static long millisSince(long begunNanos) {
    return Duration.ofNanos(System.nanoTime() - begunNanos).toMillis();
  }
}
