package org.audioprocessor.process.isolation.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Landlock (Linux 5.13 and newer): restricts a thread and the processes that it starts to the named
 * files. Also denies TCP connections, access to the memory and environment of other processes,
 * signals to them and abstract sockets, if the kernel's version supports it.
 */
final class Landlock {
  private static final int CREATE_RULESET = 444;
  private static final int ADD_RULE = 445;
  private static final int RESTRICT_SELF = 446;
  private static final int VERSION_QUERY = 1;
  private static final int PATH_BENEATH = 1;

  private static final long EXECUTE = 1;
  private static final long WRITE_FILE = 1 << 1;
  private static final long READ_FILE = 1 << 2;
  private static final long READ_DIR = 1 << 3;
  private static final long REMOVE_DIR = 1 << 4;
  private static final long REMOVE_FILE = 1 << 5;
  private static final long MAKE_DIR = 1 << 7;
  private static final long MAKE_REG = 1 << 8;

  /** Access rights: bits 0 to 12, and one more in each of the versions 2, 3 and 5. */
  private static final long FIRST_RIGHTS = (1 << 13) - 1;

  private static final long REFER = 1 << 13;
  private static final long TRUNCATE = 1 << 14;
  private static final long IOCTL_DEV = 1 << 15;

  /** Bind and connect. */
  private static final long TCP = 3;

  /** Abstract sockets and signals. */
  private static final long SCOPES = 3;

  /** The rights that a rule about a file, not a folder, may have. */
  private static final long OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;

  private static final long READ = EXECUTE | READ_FILE | READ_DIR;

  /** Excludes creating links, FIFOs, sockets and devices. */
  private static final long OWN =
      READ_FILE | READ_DIR | WRITE_FILE | TRUNCATE | MAKE_REG | MAKE_DIR | REMOVE_FILE | REMOVE_DIR;

  private Landlock() {}

  private static final class Found {
    static final int VERSION =
        (int) Math.max(0, LinuxCalls.call(CREATE_RULESET, 0, 0, VERSION_QUERY, 0));

    private Found() {}
  }

  /** Version of the kernel's Landlock; 0 without Landlock. */
  static int version() {
    return Found.VERSION;
  }

  /**
   * Restricts the calling thread and everything that it starts, irrevocably.
   *
   * @param read files and folders that may be read and executed
   * @param write files and folders that may be written, but not executed
   * @return false if nothing was restricted
   */
  static boolean restrictThread(Collection<Path> read, Collection<Path> write) {
    if (version() == 0 || !LinuxCalls.setNoNewPrivileges()) {
      return false;
    }
    int rules = create();
    if (rules < 0) {
      return false;
    }
    try {
      for (Path path : read) {
        allow(rules, path, READ);
      }
      for (Path path : write) {
        allow(rules, path, OWN);
      }
      return LinuxCalls.call(RESTRICT_SELF, rules, 0, 0, 0) == 0;
    } finally {
      LinuxCalls.close(rules);
    }
  }

  /** struct landlock_ruleset_attr; older kernels take its beginning. */
  private static int create() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(ValueLayout.JAVA_LONG, 3);
      attributes.setAtIndex(ValueLayout.JAVA_LONG, 0, handled());
      attributes.setAtIndex(ValueLayout.JAVA_LONG, 1, version() >= 4 ? TCP : 0);
      attributes.setAtIndex(ValueLayout.JAVA_LONG, 2, version() >= 6 ? SCOPES : 0);
      long fields = version() >= 6 ? 3 : version() >= 4 ? 2 : 1;
      return (int) LinuxCalls.call(CREATE_RULESET, attributes.address(), fields * Long.BYTES, 0, 0);
    }
  }

  private static long handled() {
    long rights = FIRST_RIGHTS;
    rights |= version() >= 2 ? REFER : 0;
    rights |= version() >= 3 ? TRUNCATE : 0;
    rights |= version() >= 5 ? IOCTL_DEV : 0;
    return rights;
  }

  /** struct landlock_path_beneath_attr, which is packed. A missing path needs no rule. */
  private static void allow(int rules, Path path, long rights) {
    int descriptor = LinuxCalls.openPath(path);
    if (descriptor < 0) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      long allowed = rights & handled() & (Files.isDirectory(path) ? ~0L : OF_FILES);
      MemorySegment rule = arena.allocate(Long.BYTES + Integer.BYTES, Long.BYTES);
      rule.set(ValueLayout.JAVA_LONG, 0, allowed);
      rule.set(ValueLayout.JAVA_INT, Long.BYTES, descriptor);
      LinuxCalls.call(ADD_RULE, rules, PATH_BENEATH, rule.address(), 0);
    } finally {
      LinuxCalls.close(descriptor);
    }
  }
}
