import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the folder that the Linux packages install as {@code /usr/share}: menu entry, icons,
 * metadata for software centres, manual page, completion of the shell, copyright and changelog.
 */
final class LinuxShare {
  /** Where a gzip file says how it was packed, and that it was packed as small as can be (RFC 1952, 2.3.1). */
  private static final int EXTRA_FLAGS = 8;

  private static final byte SMALLEST = 2;

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
    gzip(Files.readString(Path.of("CHANGELOG.md")), documents.resolve("NEWS.gz"));
    gzip(debianChangelog(version), documents.resolve("changelog.gz"));
    Path program = target.image().resolve("bin/audio-processor");
    gzip(ManualPage.of(program, version), share.resolve("man/man1/audio-processor.1.gz"));
    Path completion = share.resolve("bash-completion/completions/audio-processor");
    Files.createDirectories(completion.getParent());
    String script = Command.of(program, "generate-completion").run();
    // it is read by a shell, not run
    Files.writeString(completion, script.replaceFirst("^#!.*\\R", ""));
  }

  /** In the form that Debian's programs read. */
  private static String debianChangelog(String version) {
    return "audio-processor (" + version + ") unstable; urgency=medium\n\n  * See NEWS.gz.\n\n -- "
        + "Audio Processor <maintainers@audioprocessor.org>  "
        + DateTimeFormatter.RFC_1123_DATE_TIME.format(Dist.DATE.atOffset(ZoneOffset.UTC)).replace("GMT", "+0000")
            .replaceFirst(", (\\d) ", ", 0$1 ")
        + "\n";
  }

  /** Without a name and a time in its header, so that the same text gives the same bytes. */
  private static void gzip(String text, Path to) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new SmallestGzip(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    byte[] packed = bytes.toByteArray();
    packed[EXTRA_FLAGS] = SMALLEST;
    Files.createDirectories(to.getParent());
    Files.write(to, packed);
  }

  /** As Debian asks of its documents. */
  private static final class SmallestGzip extends GZIPOutputStream {
    SmallestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
