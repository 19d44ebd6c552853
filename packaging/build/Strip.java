import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes away what only those who build need: symbol tables, where the tool for it is there (7 MB),
 * and the folder of another machine in the search path of FFmpeg's bindings.
 */
final class Strip {
  private static final Path TOOL = Path.of("/usr/bin/strip");

  /** Where the bindings look for FFmpeg: beside themselves, and where they were built. */
  private static final String SEARCH_PATH = "$ORIGIN/:/home/";

  private Strip() {}

  static void symbols(Target target) throws IOException, InterruptedException {
    if (!Files.isExecutable(TOOL)) {
      return;
    }
    for (Path file : files(target.image())) {
      if (isElf(file)) {
        Command.of(TOOL, "--strip-unneeded", file).run();
      }
    }
  }

  static void searchPaths(Target target) throws IOException {
    for (Path file : files(target.libraries())) {
      if (file.getFileName().toString().startsWith("libjni")) {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(SEARCH_PATH);
        if (at >= 0) {
          int from = at + SEARCH_PATH.indexOf(':');
          int to = from;
          while (bytes[to] != 0) {
            to++;
          }
          Arrays.fill(bytes, from, to, (byte) 0);
          Files.write(file, bytes);
        }
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file)).toList();
    }
  }

  private static boolean isElf(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(4), new byte[] {0x7F, 'E', 'L', 'F'});
    }
  }
}
