package org.audioprocessor.cli.output;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Measures wall and CPU time from its start.
 *
 * @param wallNanos {@link System#nanoTime} at the start
 * @param cpuNanos CPU time of the process at the start
 */
public record Stopwatch(long wallNanos, long cpuNanos) {
  public static Stopwatch start() {
    return new Stopwatch(System.nanoTime(), processCpuNanos());
  }

  double wallSeconds() {
    return (System.nanoTime() - wallNanos) / 1e9;
  }

  /** CPU seconds of the whole process, all threads. */
  double cpuSeconds() {
    return (processCpuNanos() - cpuNanos) / 1e9;
  }

  private static long processCpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
