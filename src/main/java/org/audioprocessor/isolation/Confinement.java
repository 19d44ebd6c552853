package org.audioprocessor.isolation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a child is kept from, and what it is given of the parent's environment. */
final class Confinement {
  private static final Path SHELL = Path.of("/bin/sh");

  /** The limits hold for whatever runs in place of the shell. */
  private static final String LIMITED = "ulimit -c 0; ulimit -d \"$0\" 2>/dev/null; exec \"$@\"";

  /** Written pages that are not resident count too, and a virtual machine has some. */
  private static final int DATA_FACTOR = 4;

  /** Without these no program starts, or none finds its libraries and folders. */
  private static final List<String> KEPT =
      List.of("PATH", "LD_LIBRARY_PATH", "SystemRoot", "SystemDrive", "windir", "PATHEXT");

  private static final List<String> LANGUAGE = List.of("LANG", "LC_ALL", "LC_CTYPE");

  private Confinement() {}

  /** What goes before a child's command. */
  static List<String> prefix(ChildLimits limits) {
    List<String> prefix = new ArrayList<>();
    if (NetworkNamespace.onLinux() && Files.isExecutable(SHELL)) {
      long kilobytes = limits.memoryBytes() * DATA_FACTOR / 1024;
      prefix.addAll(List.of(SHELL.toString(), "-c", LIMITED, Long.toString(kilobytes)));
    }
    prefix.addAll(NetworkNamespace.prefix());
    return prefix;
  }

  /** An allow-list: nobody has to remember which variables are secret. */
  static Map<String, String> environment(Path childFolder) {
    Map<String, String> environment = new LinkedHashMap<>();
    keep(KEPT, environment);
    String folder = childFolder.toString();
    List.of("TMPDIR", "TMP", "TEMP", "HOME").forEach(name -> environment.put(name, folder));
    // glibc gives threads heaps of their own, which keep what was freed in them
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
