import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The program's JVM flags: those of jvm.options and those that only an image needs. */
final class JvmFlags {
  private static final Path FILE = Path.of("src/main/resources/org/audioprocessor/jvm.options");

  private JvmFlags() {}

  /**
   * @param app the folder of the jars, as the launcher will call it
   * @param nativeModules modules of the image that may load native libraries, each after a comma
   */
  static List<String> of(String app, String nativeModules) throws IOException {
    try (Stream<String> lines = Files.lines(FILE)) {
      Stream<String> own =
          lines
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .map(line -> line.equals("--enable-native-access=ALL-UNNAMED") ? line + nativeModules : line);
      return Stream.concat(
              own,
              Stream.of(
                  // FFmpeg's libraries lie beside the virtual machine's own
                  "-Dorg.bytedeco.javacpp.pathsFirst=true",
                  "-XX:AOTCache=" + app + "/" + AotCache.FILE,
                  // a cache that does not fit is no reason to say anything
                  "-Xlog:aot=off",
                  "-Xlog:cds=off"))
          .toList();
    }
  }
}
