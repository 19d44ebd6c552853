package org.audioprocessor.bench.window;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javafx.application.Platform;
import org.audioprocessor.desktop.testing.Fx;

/**
 * Asks the JavaFX thread again and again for an answer, some milliseconds after the last one: the
 * longest wait is what a person feels as a stall. While it waits, it looks where that thread is.
 */
final class FxPulse implements AutoCloseable {
  private static final long PAUSE_NANOS = 3_000_000;
  private static final long LOOK_AFTER_NANOS = 30_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Thread fx = Fx.get(Thread::currentThread);
  private final Thread asking = Thread.ofPlatform().name("fx-pulse").daemon().unstarted(this::ask);
  private volatile boolean ended;
  private volatile long answeredNanos;
  private Stall longest = Stall.NONE;

  /**
   * A wait for the JavaFX thread.
   *
   * @param busyMillis of it in which that thread had the processor
   * @param where that thread mostly was, from our code inwards
   */
  record Stall(double millis, double busyMillis, String where) {
    static final Stall NONE = new Stall(0, 0, "");
  }

  FxPulse() {
    asking.start();
  }

  /** The longest since the last call. */
  synchronized Stall take() {
    Stall taken = longest;
    longest = Stall.NONE;
    return taken;
  }

  private synchronized void note(Stall stall) {
    if (stall.millis() > longest.millis()) {
      longest = stall;
    }
  }

  private void ask() {
    while (!ended) {
      long asked = System.nanoTime();
      long busy = THREADS.getThreadCpuTime(fx.threadId());
      answeredNanos = 0;
      Platform.runLater(() -> answeredNanos = System.nanoTime());
      Map<String, Integer> places = new HashMap<>();
      while (answeredNanos == 0 && !ended) {
        LockSupport.parkNanos(PAUSE_NANOS);
        if (System.nanoTime() - asked > LOOK_AFTER_NANOS && answeredNanos == 0) {
          places.merge(place(fx.getStackTrace()), 1, Integer::sum);
        }
      }
      double busyMillis = (THREADS.getThreadCpuTime(fx.threadId()) - busy) / 1e6;
      note(new Stall((answeredNanos - asked) / 1e6, busyMillis, mostly(places)));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static String mostly(Map<String, Integer> places) {
    return places.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /** The innermost frame of the program, and the innermost of all. */
  private static String place(StackTraceElement[] stack) {
    String ours =
        Arrays.stream(stack)
            .filter(frame -> frame.getClassName().startsWith("org.audioprocessor.desktop"))
            .findFirst()
            .map(FxPulse::name)
            .orElse("-");
    return ours
        + " > "
        + Arrays.stream(stack).limit(3).map(FxPulse::name).collect(Collectors.joining(" < "));
  }

  private static String name(StackTraceElement frame) {
    String type = frame.getClassName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
  }

  @Override
  public void close() {
    ended = true;
  }
}
