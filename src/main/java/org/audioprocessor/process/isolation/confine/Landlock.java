package org.audioprocessor.process.isolation.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Landlock (Linux 5.13 and newer): a thread gives up all access to the file system but the one that
 * it names, and what it starts inherits that. With it go TCP connections, access to other
 * processes' memory and environment, signals to them and abstract sockets, as far as the kernel's
 * version has them.
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

  /** Bits 0 to 12, and one more with each of the versions 2, 3 and 5. */
  private static final long FIRST_RIGHTS = (1 << 13) - 1;

  private static final long REFER = 1 << 13;
  private static final long TRUNCATE = 1 << 14;
  private static final long IOCTL_DEV = 1 << 15;

  /** Bind and connect. */
  private static final long TCP = 3;

  /** Abstract sockets and signals. */
  private static final long SCOPES = 3;

  /** What a rule about a file, not a folder, may allow. */
  private static final long OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;

  private static final long READ = EXECUTE | READ_FILE | READ_DIR;

  /** No links, FIFOs, sockets or devices are among it. */
  private static final long OWN =
      READ_FILE | READ_DIR | WRITE_FILE | TRUNCATE | MAKE_REG | MAKE_DIR | REMOVE_FILE | REMOVE_DIR;

  private Landlock() {}

  private static final class Found {
    static final int VERSION =
        (int) Math.max(0, LinuxCalls.call(CREATE_RULESET, 0, 0, VERSION_QUERY, 0));

    private Found() {}
  }

  /** 0 where the kernel has none. */
  static int version() {
    return Found.VERSION;
  }

  /**
   * Restricts the calling thread and everything that it starts, for good.
   *
   * @param read may be read and executed, with everything below
   * @param write may be written, with everything below; nothing there can be executed
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

  /** struct landlock_path_beneath_attr, which is packed. What is not there needs no rule. */
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
