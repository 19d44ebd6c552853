package org.audioprocessor.process.isolation;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.net.DatagramSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.audioprocessor.media.ffmpeg.NativeLibraries;

/** Attempts of a compromised decoder. Runs in a child of a test. */
final class Attack {
  private static final Path OWN = Path.of(System.getProperty("java.io.tmpdir", ""));

  /** The test's folder, above the temporary folders of its process. */
  private static final Path TEST = OWN.resolve("../../../..").normalize();

  private interface Try {
    void run() throws Throwable;
  }

  private Attack() {}

  static String tried() throws IOException {
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    Map<String, Try> tries = new LinkedHashMap<>();
    tries.put("own file", () -> Files.writeString(OWN.resolve("x"), "x"));
    tries.put("secret file", () -> Files.readString(TEST.resolve("secret.txt")));
    tries.put("folder", () -> require(TEST.toFile().list() != null));
    tries.put("planted file", () -> Files.writeString(TEST.resolve("planted"), "x"));
    tries.put(
        "planted library",
        () -> Files.writeString(NativeLibraries.folder().resolve("planted"), "x"));
    tries.put("link", () -> Files.createSymbolicLink(OWN.resolve("l"), TEST));
    tries.put("hard link", () -> Files.createLink(OWN.resolve("h"), TEST.resolve("secret.txt")));
    tries.put("environment of the parent", () -> read(parent, "environ"));
    tries.put("memory of the parent", () -> read(parent, "mem"));
    tries.put("password file", () -> Files.readString(Path.of("/etc/shadow")));
    tries.put("program", () -> new ProcessBuilder("true").start().waitFor());
    tries.put("process", () -> require(call("fork") != 0));
    tries.put("signal", () -> require(signal(parent) == 0));
    tries.put(
        "socket file",
        () -> SocketChannel.open(UnixDomainSocketAddress.of(TEST.resolve("s"))).close());
    tries.put("datagram", () -> new DatagramSocket().close());
    String outcomes =
        tries.entrySet().stream()
            .map(one -> one.getKey() + ": " + outcome(one.getValue()))
            .collect(Collectors.joining("\n", "", "\n"));
    return outcomes
        + Files.readString(Path.of("/proc/self/status"))
            .lines()
            .filter(line -> line.startsWith("NoNewPrivs:") || line.startsWith("Seccomp:"))
            .collect(Collectors.joining("\n"));
  }

  private static String outcome(Try one) {
    try {
      one.run();
      return "done";
    } catch (Throwable e) {
      return "refused, " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
  }

  private static void read(long pid, String file) throws IOException {
    try (var in = Files.newInputStream(Path.of("/proc/" + pid + "/" + file))) {
      in.read();
    }
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("not permitted");
    }
  }

  @SuppressWarnings("restricted")
  private static int call(String function) throws Throwable {
    Linker linker = Linker.nativeLinker();
    int result =
        (int)
            linker
                .downcallHandle(
                    linker.defaultLookup().find(function).orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT))
                .invokeExact();
    return Math.max(result, 0);
  }

  @SuppressWarnings("restricted")
  private static int signal(long pid) throws Throwable {
    Linker linker = Linker.nativeLinker();
    return (int)
        linker
            .downcallHandle(
                linker.defaultLookup().find("kill").orElseThrow(),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
            .invokeExact((int) pid, 0);
  }

  static void fillDisk() throws IOException, InterruptedException {
    for (int i = 0; i < 10_000; i++) {
      Files.write(OWN.resolve("filler" + i), new byte[1 << 20]);
      Thread.sleep(10);
    }
  }
}
