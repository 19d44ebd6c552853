package org.audioprocessor.cli.output;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Wall and CPU time since its start.
 *
 * @param wallNanos when it started
 * @param cpuNanos what the process had used then
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
