package org.audioprocessor.process.isolation.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.process.isolation.confine.LinuxCalls.Architecture;
import org.jspecify.annotations.Nullable;

/**
 * Denies system calls to all threads of this process (seccomp(2) with TSYNC): sockets of every
 * kind, other programs and processes, other processes' memory, links, and the parts of the kernel
 * that a decoder does not need. They fail as if they were not permitted.
 */
public final class SystemCallFilter {
  private static final int SET_MODE_FILTER = 1;
  private static final int ALL_THREADS = 1;

  // linux/filter.h
  private static final int LOAD_WORD = 0x20;
  private static final int JUMP_EQUAL = 0x15;
  private static final int JUMP_AT_LEAST = 0x35;
  private static final int JUMP_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  // linux/seccomp.h
  private static final int ALLOW = 0x7fff0000;
  private static final int FAIL_WITH = 0x00050000;
  private static final int NOT_PERMITTED = FAIL_WITH | 1;
  private static final int NOT_IMPLEMENTED = FAIL_WITH | 38;

  // struct seccomp_data
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;

  private static final int CLONE_THREAD = 0x10000;

  /** First number of x32, another set of system calls on the same architecture. */
  private static final int X32 = 0x40000000;

  /** Both architectures have the same numbers for system calls since 2019. */
  private static final int[] NEWER = {
    424, // pidfd_send_signal
    425, 426, 427, // io_uring
    428, 429, 430, 431, 432, 433, // the new mount calls
    434, // pidfd_open
    438, // pidfd_getfd
    442, // mount_setattr
  };

  /**
   * In this order: socket, connect, bind, listen; execve, execveat; kill, tkill, rt_sigqueueinfo,
   * rt_tgsigqueueinfo; ptrace, process_vm_readv, process_vm_writev, kcmp; unshare, setns, mount,
   * umount2, pivot_root, chroot; bpf, perf_event_open, userfaultfd; add_key, request_key, keyctl;
   * init_module, finit_module, delete_module, kexec_load, reboot; mknodat, symlinkat, linkat;
   * name_to_handle_at, open_by_handle_at; then what only x86-64 has: fork, vfork, mknod, symlink,
   * link, ioperm, iopl.
   */
  private static final int[] ON_X86_64 = {
    41, 42, 49, 50, 59, 322, 62, 200, 129, 297, 101, 310, 311, 312, 272, 308, 165, 166, 155, 161,
    321, 298, 323, 248, 249, 250, 175, 313, 176, 246, 169, 259, 266, 265, 303, 304, 57, 58, 133, 88,
    86, 173, 172,
  };

  private static final int[] ON_ARM64 = {
    198, 203, 200, 201, 221, 281, 129, 130, 138, 240, 117, 270, 271, 272, 97, 268, 40, 39, 41, 51,
    280, 241, 282, 217, 218, 219, 105, 273, 106, 104, 142, 33, 36, 37, 264, 265,
  };

  /** An instruction of the kernel's packet filter. */
  private record Instruction(int code, int ifTrue, int ifFalse, int operand) {}

  private SystemCallFilter() {}

  /**
   * Installs the filter, irrevocably.
   *
   * @return false if it could not be installed
   */
  public static boolean install() {
    @Nullable Architecture architecture = LinuxCalls.architecture();
    if (architecture == null || !LinuxCalls.setNoNewPrivileges()) {
      return false;
    }
    List<Instruction> program = program(architecture);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment filter = arena.allocate(8L * program.size(), 8);
      for (int i = 0; i < program.size(); i++) {
        Instruction one = program.get(i);
        long at = 8L * i;
        filter.set(ValueLayout.JAVA_SHORT, at, (short) one.code());
        filter.set(ValueLayout.JAVA_BYTE, at + 2, (byte) one.ifTrue());
        filter.set(ValueLayout.JAVA_BYTE, at + 3, (byte) one.ifFalse());
        filter.set(ValueLayout.JAVA_INT, at + 4, one.operand());
      }
      MemorySegment header = arena.allocate(16, 8);
      header.set(ValueLayout.JAVA_SHORT, 0, (short) program.size());
      header.set(ValueLayout.ADDRESS, 8, filter);
      int number = architecture == Architecture.X86_64 ? 317 : 277;
      return LinuxCalls.call(number, SET_MODE_FILTER, ALL_THREADS, header.address(), 0) == 0;
    }
  }

  private static List<Instruction> program(Architecture architecture) {
    boolean x86 = architecture == Architecture.X86_64;
    List<Instruction> program = new ArrayList<>();
    // calls of another architecture have other numbers
    program.add(new Instruction(LOAD_WORD, 0, 0, ARCHITECTURE));
    program.add(new Instruction(JUMP_EQUAL, 1, 0, x86 ? 0xC000003E : 0xC00000B7));
    program.add(result(NOT_PERMITTED));
    program.add(new Instruction(LOAD_WORD, 0, 0, NUMBER));
    if (x86) {
      program.add(new Instruction(JUMP_AT_LEAST, 0, 1, X32));
      program.add(result(NOT_PERMITTED));
    }
    for (int number : NEWER) {
      deny(program, number, NOT_PERMITTED);
    }
    for (int number : x86 ? ON_X86_64 : ON_ARM64) {
      deny(program, number, NOT_PERMITTED);
    }
    // its flags are in memory that a filter cannot read; the C library then uses clone
    deny(program, 435, NOT_IMPLEMENTED);
    // clone makes threads, and nothing else
    program.add(new Instruction(JUMP_EQUAL, 0, 3, x86 ? 56 : 220));
    program.add(new Instruction(LOAD_WORD, 0, 0, FIRST_ARGUMENT));
    program.add(new Instruction(JUMP_ANY_BIT, 1, 0, CLONE_THREAD));
    program.add(result(NOT_PERMITTED));
    program.add(result(ALLOW));
    return program;
  }

  private static void deny(List<Instruction> program, int number, int with) {
    program.add(new Instruction(JUMP_EQUAL, 0, 1, number));
    program.add(result(with));
  }

  private static Instruction result(int value) {
    return new Instruction(RETURN, 0, 0, value);
  }

  /** Whether the kernel filters system calls of this processor. */
  static boolean available() {
    return LinuxCalls.architecture() != null && LinuxCalls.knowsFilters();
  }
}
