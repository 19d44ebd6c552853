package org.audioprocessor.process.isolation.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system calls that restrict a process, which the JDK lacks: prctl(2), syscall(2), open(2). On
 * other systems than Linux on x86-64 and arm64 every call fails with −1.
 */
@SuppressWarnings("restricted") // granted in jvm.options
final class LinuxCalls {
  private static final Logger LOG = LoggerFactory.getLogger(LinuxCalls.class);

  /** O_PATH | O_CLOEXEC: the same on both architectures. */
  private static final int PATH_ONLY = 0x200000 | 0x80000;

  private static final int PR_SET_DUMPABLE = 4;
  private static final int PR_GET_DUMPABLE = 3;
  private static final int PR_GET_SECCOMP = 21;
  private static final int PR_SET_NO_NEW_PRIVS = 38;

  private LinuxCalls() {}

  /** The processor, which determines the numbers of system calls. */
  enum Architecture {
    X86_64,
    ARM64
  }

  /** Null if these calls are not available. */
  static @Nullable Architecture architecture() {
    String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    if (!NetworkNamespace.onLinux()) {
      return null;
    }
    return switch (name) {
      case "amd64", "x86_64" -> Architecture.X86_64;
      case "aarch64", "arm64" -> Architecture.ARM64;
      default -> null;
    };
  }

  private static final class Handles {
    private static final Linker LINKER = Linker.nativeLinker();
    static final MethodHandle PRCTL = longs("prctl", 1, 5);
    static final MethodHandle SYSCALL = longs("syscall", 1, 6);
    static final MethodHandle CLOSE =
        LINKER.downcallHandle(
            symbol("close"), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    static final MethodHandle OPEN =
        LINKER.downcallHandle(
            symbol("open"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

    private Handles() {}

    private static MethodHandle longs(String name, int firstVariadic, int arguments) {
      ValueLayout[] layouts = new ValueLayout[arguments];
      java.util.Arrays.fill(layouts, ValueLayout.JAVA_LONG);
      return LINKER.downcallHandle(
          symbol(name),
          FunctionDescriptor.of(ValueLayout.JAVA_LONG, layouts),
          Linker.Option.firstVariadicArg(firstVariadic));
    }

    private static MemorySegment symbol(String name) {
      return LINKER.defaultLookup().find(name).orElseThrow();
    }
  }

  /**
   * Makes a system call.
   *
   * @return negative if it failed
   */
  static long call(long number, long first, long second, long third, long fourth) {
    return invoke(
        () -> (long) Handles.SYSCALL.invokeExact(number, first, second, third, fourth, 0L));
  }

  /** Opens a path as a reference for a rule; −1 if it does not exist. */
  static int openPath(Path path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path.toString());
      return (int) invoke(() -> (int) Handles.OPEN.invokeExact(name, PATH_ONLY));
    }
  }

  static void close(int descriptor) {
    invoke(() -> (int) Handles.CLOSE.invokeExact(descriptor));
  }

  /** Denies this thread and its children new privileges by executing a program. */
  static boolean setNoNewPrivileges() {
    return prctl(PR_SET_NO_NEW_PRIVS, 1) == 0;
  }

  /** Denies other processes of this user access to this one's memory and environment. */
  static boolean setNotDumpable() {
    return prctl(PR_SET_DUMPABLE, 0) == 0;
  }

  static boolean isDumpable() {
    return prctl(PR_GET_DUMPABLE, 0) != 0;
  }

  /** Whether the kernel filters system calls. */
  static boolean knowsFilters() {
    return prctl(PR_GET_SECCOMP, 0) >= 0;
  }

  private static long prctl(int option, long value) {
    // prctl's first argument is an int: the register's lower half
    return invoke(() -> (int) (long) Handles.PRCTL.invokeExact((long) option, value, 0L, 0L, 0L));
  }

  private interface Call {
    long call() throws Throwable;
  }

  private static long invoke(Call call) {
    if (architecture() == null) {
      return -1;
    }
    try {
      return call.call();
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      LOG.debug("a system call is not available", e);
      return -1;
    }
  }
}
