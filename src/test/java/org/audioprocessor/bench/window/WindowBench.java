package org.audioprocessor.bench.window;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.bench.MillionUploads;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.connect.DatabaseAddress;
import org.audioprocessor.testing.PostgresServer;

/**
 * The desktop on a table of 1,000,000 uploads in PostgreSQL: what a person waits for until it can
 * be seen, the longest time for which the window does not answer, and the heap. Each window is a
 * process of its own with the program's own JVM flags, of which the largest heap is one. Without a
 * display it is JavaFX's headless platform, which copies each pixel of a frame on the JavaFX
 * thread: some 200 ms for the first frame, until that is compiled, and then 28 ms by the program's
 * own compiler, which may therefore be another one.
 */
public final class WindowBench {
  private static final String FLAGS = "/org/audioprocessor/jvm.options";

  private WindowBench() {}

  /**
   * Prints a table, first with the optional index, then one without.
   *
   * @param args how many uploads, a power of ten; up to which compiler the windows' code is
   *     compiled, 1 as the program or 4; "headless" or "display"
   */
  public static void main(String[] args) throws IOException, InterruptedException, QueueException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    Files.createDirectories(folder);
    PostgresServer server = PostgresServer.shared();
    int uploads = Integer.parseInt(args[0]);
    DatabaseAddress address = new MillionUploads(server, true, uploads).fill();
    System.out.printf(
        Locale.ROOT,
        "%,d uploads, %d processors, load %.1f%n",
        uploads,
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    String classPath = JarredClassPath.in(Files.createTempDirectory(folder, "window-jars"));
    Path cache = folder.resolve("window.aot");
    Windows windows = new Windows(address, classPath, args[1], args[2]);
    windows.run(folder.resolve("window-bare"), false, "-XX:AOTCacheOutput=" + cache);
    server.run(address, MillionUploads.INDEX, "VACUUM ANALYZE Uploads");
    windows.run(folder.resolve("window-indexed"), true, "-XX:AOTCache=" + cache);
    System.exit(0);
  }

  /** Processes of the program's kind; the installed one has such a cache too. */
  private record Windows(
      DatabaseAddress address, String classPath, String compiler, String platform) {

    void run(Path workspace, boolean promised, String cache)
        throws IOException, InterruptedException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Dprism.order=sw", "-Dtestfx.robot=glass"));
      if (platform.equals("headless")) {
        command.add("-Dglass.platform=Headless");
      }
      command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
      command.addAll(List.of("@" + flags(), "-XX:TieredStopAtLevel=" + compiler, cache));
      command.addAll(List.of("-cp", classPath, WindowRun.class.getName()));
      command.addAll(List.of(address.jdbcUrl(), address.user(), address.password()));
      command.addAll(List.of(workspace.toString(), Boolean.toString(promised)));
      Process process = new ProcessBuilder(command).inheritIO().start();
      int exit = process.waitFor();
      if (exit != 0) {
        System.out.println("The window's process ended with " + exit);
      }
    }
  }

  /** Of the build's output, since {@code java} reads no resource. */
  private static File flags() throws IOException {
    Path copy = Files.createTempFile("jvm", ".options");
    try (var in = WindowBench.class.getResourceAsStream(FLAGS)) {
      if (in == null) {
        throw new IOException("no " + FLAGS);
      }
      Files.write(copy, in.readAllBytes());
    }
    return copy.toFile();
  }
}
