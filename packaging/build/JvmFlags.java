import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The program's JVM flags: those of jvm.options and the ahead-of-time cache of an image. */
final class JvmFlags {
  private static final Path FILE = Path.of("src/main/resources/org/audioprocessor/jvm.options");

  /**
   * Flags of the image itself, which every virtual machine takes that is started from it, a
   * processor's child too: FFmpeg's libraries lie beside the virtual machine's own.
   */
  static final String OF_IMAGE = "-Dorg.bytedeco.javacpp.pathsFirst=true";

  private JvmFlags() {}

  /** @param app the folder of the jars, as the launcher will call it */
  static List<String> of(String app) throws IOException {
    try (Stream<String> lines = Files.lines(FILE)) {
      Stream<String> own =
          lines.map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"));
      // a cache that does not fit, or a part of it, is no reason to say anything; least of all on
      // standard output, which may be read by a program
      Stream<String> cache =
          Stream.of("-XX:AOTCache=" + app + "/" + AotCache.FILE, "-Xlog:aot*=off", "-Xlog:cds*=off");
      return Stream.concat(own, cache).toList();
    }
  }
}
