package org.audioprocessor.process.isolation.confine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What starts the virtual machine: {@code java} beside the one that runs, or, in an installed image
 * without it, the program's own launcher, which brings its class path and its flags along.
 *
 * @param program its path
 * @param isJava whether it is {@code java}
 */
record JavaLauncher(Path program, boolean isJava) {
  /** Set by the launchers that jpackage makes. */
  private static final String APP_PATH = "jpackage.app-path";

  static JavaLauncher find() throws IOException {
    Path bin = Path.of(System.getProperty("java.home", ""), "bin");
    for (String name : List.of("java", "java.exe")) {
      if (Files.isExecutable(bin.resolve(name))) {
        return new JavaLauncher(bin.resolve(name), true);
      }
    }
    @Nullable String image = System.getProperty(APP_PATH);
    if (image == null || !Files.isExecutable(Path.of(image))) {
      throw new IOException(
          "there is no “java” in “" + bin + "”, and no launcher of an installed program");
    }
    return new JavaLauncher(Path.of(image), false);
  }

  /**
   * The command line of a child.
   *
   * @param main the class and its arguments
   */
  List<String> command(List<String> flags, List<String> main) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    if (isJava) {
      String classPath = System.getProperty("java.class.path", "");
      command.addAll(flags);
      command.addAll(AotCache.flags(classPath));
      command.addAll(List.of("-cp", classPath));
      command.addAll(main);
    } else {
      command.addAll(main.subList(1, main.size()));
    }
    return command;
  }

  /** A launcher of an image takes no flags; the virtual machine in it reads these. */
  Map<String, String> environment(List<String> flags) {
    return isJava
        ? Map.of()
        : Map.of(
            "JAVA_TOOL_OPTIONS",
            flags.stream().map(flag -> '"' + flag + '"').collect(Collectors.joining(" ")));
  }
}
