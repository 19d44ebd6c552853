import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes the program's jars apart. Native libraries go into the run-time image, where the virtual
 * machine finds them by itself: inside jars they would be unpacked into the user's home, and stay
 * there for ever.
 */
final class Jars {
  private static final Pattern LIBRARY = Pattern.compile(".*\\.(so(\\.\\d+)*|dll|dylib)");

  /** Parts of FFmpeg that the program does not use: no picture is ever scaled, no device opened. */
  private static final Pattern UNUSED = Pattern.compile(".*(avfilter|avdevice|swscale).*");

  /** Of another platform, in a jar that has them for all. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(?i)(com/sun/jna|org/jline/nativ)/(?!(%s)[-/](%s)/).*\\.(so|dll|jnilib|a)"
              .formatted(Target.System.here().inJars(), Target.System.architectureInJars()));

  private Jars() {}

  static List<Path> in(Path folder, Predicate<String> wanted) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar") && wanted.test(name(file)))
          .sorted()
          .toList();
    }
  }

  static String name(Path file) {
    return file.getFileName().toString();
  }

  /** FFmpeg's and JavaCPP's native jars carry the platform as the last word of their name. */
  static boolean isNative(String jar) {
    return jar.matches("(ffmpeg|javacpp)-.*-(linux|windows|macosx)-\\w+\\.jar");
  }

  /** Writes the native libraries of a jar, without their folders. */
  static void libraries(Path jar, Path into) throws IOException {
    Files.createDirectories(into);
    unpack(jar, name -> LIBRARY.matcher(name).matches() && !UNUSED.matcher(name).matches(),
        name -> into.resolve(name.substring(name.lastIndexOf('/') + 1)));
  }

  /** Writes everything else of a jar. */
  static void classes(Path jar, Path into) throws IOException {
    unpack(jar, name -> !LIBRARY.matcher(name).matches(), into::resolve);
  }

  /**
   * Writes the jar once more without compression: the virtual machine need not unpack it, and the
   * installer, which is compressed as a whole, gets smaller. Libraries of other platforms are left out.
   */
  static void store(Path jar, Path to) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
      for (ZipEntry entry : zip.stream().filter(e -> !FOREIGN.matcher(e.getName()).matches()).toList()) {
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(entry.getSize());
        stored.setCrc(entry.getCrc());
        stored.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(stored);
        try (InputStream in = zip.getInputStream(entry)) {
          in.transferTo(out);
        }
      }
    }
  }

  private static void unpack(Path jar, Predicate<String> wanted, java.util.function.Function<String, Path> place)
      throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory() && wanted.test(e.getName())).toList()) {
        Path file = place.apply(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
