package org.audioprocessor.process.isolation;

import java.time.Duration;
import org.audioprocessor.media.MediaLimits;

/**
 * What a child may take before it is killed. Honest limits are kept by the child itself, with a
 * sentence about the file; these are for one that hangs, runs away or lies.
 *
 * @param start until a new one is ready
 * @param stall without a frame while it has a task
 * @param cpu CPU time for one task
 * @param wall time for one task, however busy the parent is
 * @param memoryBytes resident, where the system tells
 * @param diskBytes of its folder
 * @param progressFrames for one task
 */
public record ChildLimits(
    Duration start,
    Duration stall,
    Duration cpu,
    Duration wall,
    long memoryBytes,
    long diskBytes,
    int progressFrames) {
  /** Two decodes that waste time and four encodes of the longest track. */
  private static final int CPU_FACTOR = 4;

  /** Half a core, shared by four. */
  private static final int WALL_FACTOR = 8;

  /** The M4A of six hours takes 0.9 GB. */
  private static final long DISK_BYTES = 1L << 30;

  /** The longest track and its progress take some ten thousand. */
  private static final int PROGRESS_FRAMES = 500_000;

  /** A minute to start; no frame for {@code stall}; 512 MiB of memory; 1 GiB of the disk. */
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
