package org.audioprocessor.process.isolation.confine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.audioprocessor.media.ffmpeg.NativeLibraries;
import org.audioprocessor.media.ffmpeg.SystemLibrary;
import org.audioprocessor.process.isolation.ChildException;
import org.audioprocessor.process.isolation.ChildLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restricts children: files, network, memory, disk and environment variables. */
public final class Confinement {
  private static final Path SHELL = Path.of("/bin/sh");

  /** The limits also hold for the program that replaces the shell. */
  private static final String LIMITED =
      "ulimit -c 0; ulimit -d \"$0\" 2>/dev/null; ulimit -f \"$1\" 2>/dev/null; shift;"
          + " exec \"$@\"";

  /** Unit of file sizes in {@code ulimit -f}. */
  private static final int BLOCK_BYTES = 512;

  /** {@code ulimit -d} also counts written pages that are not resident. */
  private static final int DATA_FACTOR = 4;

  /** Variables without which programs do not start or do not find their libraries. */
  private static final List<String> KEPT =
      List.of("PATH", "LD_LIBRARY_PATH", "SystemRoot", "SystemDrive", "windir", "PATHEXT");

  private static final List<String> LANGUAGE = List.of("LANG", "LC_ALL", "LC_CTYPE");

  private static final List<Path> SYSTEM =
      Stream.of(
              "/usr",
              "/bin",
              "/sbin",
              "/lib",
              "/lib32",
              "/lib64",
              "/nix/store",
              "/gnu/store",
              "/proc",
              "/sys/devices/system",
              "/sys/fs/cgroup",
              "/sys/kernel/mm",
              "/dev/null",
              "/dev/zero",
              "/dev/random",
              "/dev/urandom")
          .map(Path::of)
          .toList();

  /** The program that creates the network namespace writes below /proc. */
  private static final List<Path> WRITTEN_DEVICES =
      Stream.of("/proc", "/dev/null", "/dev/zero").map(Path::of).toList();

  private static final Logger LOG = LoggerFactory.getLogger(Confinement.class);
  private static volatile boolean hasRestricted;
  private static volatile boolean givenUp;

  private Confinement() {}

  /** Prefix of a child's command. */
  static List<String> prefix(ChildLimits limits) {
    List<String> prefix = new ArrayList<>();
    if (NetworkNamespace.onLinux() && Files.isExecutable(SHELL)) {
      long kilobytes = limits.memoryBytes() * DATA_FACTOR / 1024;
      long blocks = limits.diskBytes() / BLOCK_BYTES;
      prefix.addAll(
          List.of(
              SHELL.toString(), "-c", LIMITED, Long.toString(kilobytes), Long.toString(blocks)));
    }
    prefix.addAll(NetworkNamespace.prefix());
    return prefix;
  }

  /** Describes the missing restrictions and their consequences, for the doctor. */
  public static List<String> missing() {
    List<String> missing = new ArrayList<>();
    boolean filters = SystemCallFilter.available();
    if (!restricts()) {
      missing.add(
          "A decoder that a hostile file has taken over can read this user's files, the workspace's"
              + " passwords among them: Landlock is missing (Linux 5.13 and newer have it, unless"
              + " it is switched off).");
    }
    if (!filters && !NetworkNamespace.available()) {
      missing.add(
          "It can contact other machines: neither filters of system calls nor user namespaces are"
              + " permitted here.");
    }
    if (!filters) {
      missing.add(
          "It can start other programs: there are no filters of system calls on this system.");
    }
    return missing;
  }

  /** Whether children can access their own files only. */
  public static boolean restricts() {
    return Landlock.version() > 0 && !givenUp;
  }

  /** Whether a restricted child of this process has started: the system allows restrictions. */
  public static boolean hasRestricted() {
    return hasRestricted;
  }

  /** Records that a restricted child has started. */
  public static void worked() {
    hasRestricted = true;
  }

  /** Disables the file restriction on a system where restricted children do not start. */
  public static void giveUp(ChildException why) {
    givenUp = true;
    LOG.warn(
        "Children run without restrictions on files, since they do not start with them. Please"
            + " report it with this log.",
        why);
  }

  /** Hides memory and environment of this process from other programs of this user. */
  public static void hideThisProcess() {
    if (LinuxCalls.isDumpable() && !LinuxCalls.setNotDumpable() && NetworkNamespace.onLinux()) {
      LOG.debug("other processes of this user can read this one's memory and environment");
    }
  }

  /**
   * Starts a child on a thread that is restricted to the child's files; all threads of the child
   * inherit the restriction.
   */
  public static Process start(ProcessBuilder builder, ChildFolder folder) throws IOException {
    CompletableFuture<Process> started = new CompletableFuture<>();
    List<Path> read = readable(folder);
    List<Path> write = new ArrayList<>(WRITTEN_DEVICES);
    write.add(folder.own());
    Thread.ofPlatform()
        .name("child-launch")
        .daemon()
        .start(() -> {
          try {
            if (!Landlock.restrictThread(read, write)) {
              throw new IOException("the kernel refused to restrict a thread");
            }
            started.complete(builder.start());
          } catch (IOException | RuntimeException | Error e) {
            started.completeExceptionally(e);
          }
        });
    try {
      return started.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  /** Files that a virtual machine reads on any Linux; many exist on some systems only. */
  private static List<Path> readable(ChildFolder folder) throws IOException {
    List<Path> read = new ArrayList<>(SYSTEM);
    read.add(folder.files());
    read.add(NativeLibraries.folder());
    read.add(Path.of(System.getProperty("java.home", "")).toRealPath());
    JavaLauncher launcher = JavaLauncher.find();
    if (!launcher.isJava()) {
      read.add(launcher.program().toRealPath().resolve("../..").normalize());
    }
    String classPath = System.getProperty("java.class.path", "");
    Stream.of(classPath.split(File.pathSeparator)).map(Path::of).forEach(read::add);
    read.add(JavaLauncher.aotCache(classPath));
    String libraries = System.getenv().getOrDefault("LD_LIBRARY_PATH", "");
    Stream.of(libraries, SystemLibrary.searchedFirst())
        .flatMap(folders -> Stream.of(folders.split(File.pathSeparator)))
        .filter(one -> !one.isEmpty())
        .map(Path::of)
        .forEach(read::add);
    try (DirectoryStream<Path> configurations =
        Files.newDirectoryStream(
            Path.of("/etc"),
            "{java*,ld.so*,localtime,timezone,nsswitch.conf,alternatives,passwd,group}")) {
      configurations.forEach(read::add);
    }
    return read;
  }

  /** Returns the allowed variables only, so that no secret is passed on. */
  static Map<String, String> environment(Path childFolder) {
    Map<String, String> environment = new LinkedHashMap<>();
    keep(KEPT, environment);
    String folder = childFolder.toString();
    List.of("TMPDIR", "TMP", "TEMP", "HOME").forEach(name -> environment.put(name, folder));
    // per-thread heaps of glibc keep freed memory
    environment.put("MALLOC_ARENA_MAX", "2");
    Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    if (names.equals(StandardCharsets.UTF_8)) {
      keep(LANGUAGE, environment);
    } else {
      environment.put("LC_ALL", "C.UTF-8");
    }
    return environment;
  }

  private static void keep(List<String> names, Map<String, String> environment) {
    for (String name : names) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
  }
}
