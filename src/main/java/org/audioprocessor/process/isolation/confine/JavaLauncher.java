package org.audioprocessor.process.isolation.confine;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.audioprocessor.media.ffmpeg.NativeLibraries;
import org.audioprocessor.media.ffmpeg.SystemLibrary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the virtual machine of a child: {@code java} of the running Java home, or, in an installed
 * image without it, the program's own launcher, which has a class path and flags of its own.
 *
 * @param program its path
 * @param isJava whether it is {@code java}
 */
record JavaLauncher(Path program, boolean isJava) {
  /**
   * The ahead-of-time cache beside the jars of an installed image (JEP 514), which halves the CPU
   * time until a child is ready. The virtual machine ignores a cache that does not fit.
   */
  static final String AOT_CACHE = "audio-processor.aot";

  /** Set by the launchers that jpackage makes. */
  private static final String APP_PATH = "jpackage.app-path";

  private static final String PROGRAM_FLAGS = "/org/audioprocessor/jvm.options";
  private static final String LOG_LEVEL = "AUDIO_PROCESSOR_LOG";

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
   * Returns the command line of a child.
   *
   * @param main the class and its arguments
   */
  List<String> command(List<String> flags, List<String> main) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    if (isJava) {
      String classPath = System.getProperty("java.class.path", "");
      command.addAll(flags);
      command.addAll(aotFlags(classPath));
      command.addAll(List.of("-cp", classPath));
      command.addAll(main);
    } else {
      command.addAll(main.subList(1, main.size()));
    }
    return command;
  }

  /** The launcher of an image takes no flags; the virtual machine in it reads this variable. */
  Map<String, String> environment(List<String> flags) {
    return isJava
        ? Map.of()
        : Map.of(
            "JAVA_TOOL_OPTIONS",
            flags.stream().map(flag -> '"' + flag + '"').collect(Collectors.joining(" ")));
  }

  /** The program's JVM flags, which the build and the installers read too. */
  static List<String> programFlags() {
    try (InputStream in = JavaLauncher.class.getResourceAsStream(PROGRAM_FLAGS)) {
      Objects.requireNonNull(in, "jvm.options is missing from the program");
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JVM flags that only a child has. */
  static List<String> childFlags(Path childFolder) throws IOException {
    return List.of(
        "-XX:ErrorFile=" + childFolder.resolve("child-%p-crash.log"),
        "-XX:ErrorLogTimeout=10",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:+ExitOnOutOfMemoryError",
        // standard output carries frames
        "-XX:+DisplayVMOutputToStderr",
        "-Xlog:disable",
        "-Xlog:all=warning:stderr",
        "-XX:-UsePerfData",
        "-XX:+DisableAttachMechanism",
        "-Djava.io.tmpdir=" + childFolder,
        "-D" + NativeLibraries.FOLDER_PROPERTY + "=" + NativeLibraries.folder(),
        "-D" + SystemLibrary.FOLDERS_PROPERTY + "=" + SystemLibrary.searchedFirst(),
        "-D" + LOG_LEVEL + "=" + logLevel());
  }

  /** The parent's log level. */
  private static String logLevel() {
    Logger parent = LoggerFactory.getLogger("org.audioprocessor");
    if (parent.isDebugEnabled()) {
      return parent.isTraceEnabled() ? "TRACE" : "DEBUG";
    }
    return parent.isInfoEnabled() ? "INFO" : "WARN";
  }

  /**
   * Returns the flags that select the ahead-of-time cache; none where there is no cache.
   *
   * @param classPath of the child, equal to its parent's
   */
  static List<String> aotFlags(String classPath) {
    Path cache = aotCache(classPath);
    return Files.isRegularFile(cache)
        ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off:stderr", "-Xlog:cds*=off:stderr")
        : List.of();
  }

  /** Returns the path of the ahead-of-time cache, which need not exist. */
  static Path aotCache(String classPath) {
    int end = classPath.indexOf(File.pathSeparatorChar);
    return Path.of(end < 0 ? classPath : classPath.substring(0, end)).resolveSibling(AOT_CACHE);
  }
}
