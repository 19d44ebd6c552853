import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the folder that the Linux packages install as {@code /usr/share}: menu entry, icons,
 * metadata for software centres, manual page, completion of the shell, copyright and changelog.
 */
final class LinuxShare {
  private LinuxShare() {}

  static Path of(Target target) {
    return target.app().resolve("share");
  }

  static void make(Target target, String version) throws IOException, InterruptedException {
    Path share = of(target);
    Trees.copy(Path.of("packaging/linux/share"), share);
    Trees.copy(Path.of("icons/hicolor"), share.resolve("icons/hicolor"));
    Path documents = share.resolve("doc/audio-processor");
    Files.createDirectories(documents);
    Files.copy(Path.of("packaging/linux/copyright"), documents.resolve("copyright"));
    gzip(Files.readString(Path.of("CHANGELOG.md")), documents.resolve("changelog.gz"));
    Path program = target.image().resolve("bin/audio-processor");
    gzip(ManualPage.of(program, version), share.resolve("man/man1/audio-processor.1.gz"));
    Path completion = share.resolve("bash-completion/completions/audio-processor");
    Files.createDirectories(completion.getParent());
    Files.writeString(completion, Command.of(program, "generate-completion").run());
  }

  /** Without a name and a time in its header, so that the same text gives the same bytes. */
  private static void gzip(String text, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
