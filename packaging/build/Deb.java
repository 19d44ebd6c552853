import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finishes the .deb that jpackage makes, which can hold nothing outside its own folder: moves the
 * shared files to {@code /usr/share}, puts the command into {@code /usr/bin}, lists the checksums,
 * and leaves out jpackage's scripts, which have nothing to do then. Debian's own triggers refresh
 * the menu and the icons.
 */
final class Deb {
  private static final List<String> SCRIPTS = List.of("preinst", "postinst", "prerm", "postrm");

  private Deb() {}

  static void finish(Path dist) throws IOException, InterruptedException {
    Path deb;
    try (Stream<Path> files = Files.list(dist)) {
      deb = files.filter(file -> file.toString().endsWith(".deb")).findFirst().orElseThrow();
    }
    Path tree = dist.resolve("work/deb");
    Trees.delete(tree);
    Command.of("/usr/bin/dpkg-deb", "--raw-extract", deb, tree).run();
    Path usr = Files.createDirectories(tree.resolve("usr"));
    Files.move(tree.resolve("opt/audio-processor/lib/app/share"), usr.resolve("share"));
    Trees.delete(tree.resolve("opt/audio-processor/share")); // jpackage's copyright: ours is in /usr
    Files.createSymbolicLink(
        Files.createDirectories(usr.resolve("bin")).resolve("audio-processor"),
        Path.of("/opt/audio-processor/bin/audio-processor"));
    for (String script : SCRIPTS) {
      Files.deleteIfExists(tree.resolve("DEBIAN").resolve(script));
    }
    Files.writeString(tree.resolve("DEBIAN/md5sums"), checksums(tree));
    Command.of("/bin/sh", "-c", "chmod -R u+rwX,go+rX,go-w '" + tree + "'").run();
    Command.of("/usr/bin/dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, deb)
        .with("SOURCE_DATE_EPOCH", Dist.DATE.getEpochSecond())
        .run();
    Trees.delete(tree);
  }

  private static String checksums(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file))
          .filter(file -> !file.startsWith(tree.resolve("DEBIAN")))
          .sorted()
          .map(file -> md5(file) + "  " + tree.relativize(file) + "\n")
          .reduce("", String::concat);
    }
  }

  private static String md5(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file));
      return "%032x".formatted(new BigInteger(1, digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
