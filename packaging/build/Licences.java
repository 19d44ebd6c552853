import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts the licence texts beside the program: its own, and those of FFmpeg's libraries, which are
 * distributed under the LGPL 3 and ask that its text (and the GPL's, which it refers to) comes with
 * them.
 */
final class Licences {
  private static final Path TEXTS = Path.of("packaging/licences");

  private Licences() {}

  static void into(Path folder) throws IOException {
    Trees.copy(TEXTS, folder);
    Files.copy(Path.of("LICENSE"), folder.resolve("audio-processor.txt"));
  }
}
