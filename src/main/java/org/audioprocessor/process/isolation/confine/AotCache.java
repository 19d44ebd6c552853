package org.audioprocessor.process.isolation.confine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The ahead-of-time cache that an installed image has beside its jars (JEP 514): with it a child is
 * ready after half of the CPU time. One that does not fit is ignored by the virtual machine.
 */
final class AotCache {
  static final String FILE = "audio-processor.aot";

  private AotCache() {}

  /**
   * The flags of a child with this class path, which must be its parent's; none where there is no
   * cache.
   */
  static List<String> flags(String classPath) {
    Path cache = cache(classPath);
    return Files.isRegularFile(cache)
        ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off:stderr", "-Xlog:cds*=off:stderr")
        : List.of();
  }

  /** Where it is, if there is one. */
  static Path cache(String classPath) {
    int end = classPath.indexOf(File.pathSeparatorChar);
    return Path.of(end < 0 ? classPath : classPath.substring(0, end)).resolveSibling(FILE);
  }
}
