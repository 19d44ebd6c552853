package org.audioprocessor.process.isolation;

import java.time.Duration;
import org.audioprocessor.media.MediaLimits;

/**
 * Limits beyond which a child is killed. A correct child keeps {@link MediaLimits} by itself and
 * reports a sentence about the file; these limits stop a child that hangs or is compromised.
 *
 * @param start longest time until a new child is ready
 * @param stall longest time without a frame during a task
 * @param cpu CPU time for one task
 * @param wall elapsed time for one task, including the time in which the parent does not read
 * @param memoryBytes resident memory, where the system reports it
 * @param diskBytes size of its folder
 * @param progressFrames number of progress frames for one task
 */
public record ChildLimits(
    Duration start,
    Duration stall,
    Duration cpu,
    Duration wall,
    long memoryBytes,
    long diskBytes,
    int progressFrames) {
  /** Two slow decodes and four encodes of the longest track. */
  private static final int CPU_FACTOR = 4;

  /** Half a core, shared by four. */
  private static final int WALL_FACTOR = 8;

  /** The M4A of six hours takes 0.9 GB. */
  private static final long DISK_BYTES = 1L << 30;

  /** The longest track takes about ten thousand. */
  private static final int PROGRESS_FRAMES = 500_000;

  /** A minute to start, 512 MiB of memory, 1 GiB of disk; times follow from the given limits. */
  public static ChildLimits of(MediaLimits limits) {
    MediaLimits.Effort effort = limits.effort();
    double longest = limits.duration().toSeconds() * effort.cpuPerSecond();
    Duration cpu = effort.cpu().plusSeconds((long) longest).multipliedBy(CPU_FACTOR);
    return new ChildLimits(
        Duration.ofMinutes(1),
        effort.stall(),
        cpu,
        cpu.multipliedBy(WALL_FACTOR),
        512L << 20,
        DISK_BYTES,
        PROGRESS_FRAMES);
  }

  public ChildLimits withStall(Duration longest) {
    return new ChildLimits(start, longest, cpu, wall, memoryBytes, diskBytes, progressFrames);
  }

  public ChildLimits withCpu(Duration most) {
    return new ChildLimits(start, stall, most, wall, memoryBytes, diskBytes, progressFrames);
  }

  public ChildLimits withWall(Duration longest) {
    return new ChildLimits(start, stall, cpu, longest, memoryBytes, diskBytes, progressFrames);
  }

  public ChildLimits withDiskBytes(long most) {
    return new ChildLimits(start, stall, cpu, wall, memoryBytes, most, progressFrames);
  }

  public ChildLimits withMemoryBytes(long most) {
    return new ChildLimits(start, stall, cpu, wall, most, diskBytes, progressFrames);
  }

  public ChildLimits withProgressFrames(int most) {
    return new ChildLimits(start, stall, cpu, wall, memoryBytes, diskBytes, most);
  }
}
