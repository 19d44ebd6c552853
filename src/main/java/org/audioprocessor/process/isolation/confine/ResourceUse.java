package org.audioprocessor.process.isolation.confine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the CPU time and memory of a process; 0 where the system does not report them. */
public final class ResourceUse {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceUse.class);

  private final ProcessHandle process;
  private final Path status;
  private final Duration cpuBefore;

  public ResourceUse(ProcessHandle process) {
    this.process = process;
    this.status = Path.of("/proc/" + process.pid() + "/status");
    this.cpuBefore = totalCpu();
  }

  /** CPU time since this object was created. */
  public Duration cpu() {
    return totalCpu().minus(cpuBefore);
  }

  private Duration totalCpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory now; on Linux only (proc(5), VmRSS in kB, since page sizes differ). */
  public long residentBytes() {
    if (!NetworkNamespace.onLinux()) {
      return 0;
    }
    try {
      return residentBytes(Files.readString(status, StandardCharsets.US_ASCII));
    } catch (IOException | RuntimeException e) {
      LOG.trace("process {} has ended", process.pid(), e);
      return 0;
    }
  }

  /** Reads VmRSS of a status file; 0 if it has none. */
  static long residentBytes(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(kilobytes -> Long.parseLong(kilobytes) << 10)
        .findFirst()
        .orElse(0);
  }
}
