import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the app image and the installer of the platform that runs it: {@code java
 * packaging/build/Dist.java VERSION}, called by {@code mvn -Pdist package} from the project's folder.
 */
final class Dist {
  private static final Path JARS = Path.of("target/app");
  private static final Path DIST = Path.of("target/dist");

  /** What is newer is dated so in a .deb and an .rpm; pom.xml has the same for the jar. */
  static final Instant DATE = Instant.parse("2026-01-01T00:00:00Z");

  /** Linked in as modules; and metrics in a binary format. */
  private static final String LEFT_OUT = "(javafx|prometheus-metrics-exposition-formats)-.*";

  private Dist() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    String version = arguments[0];
    Target.System system = Target.System.here();
    Target target = Target.of(system, DIST.toAbsolutePath());
    Trees.delete(DIST);
    Jmods.make(JARS, DIST.resolve("work"), DIST.resolve("jmods"));
    String mainJar = "audio-processor-" + version + ".jar";
    jpackage(
        system,
        appVersion(system, version),
        List.of("--type", "app-image", "--input", input(), "--main-jar", mainJar, "--module-path", DIST.resolve("jmods")),
        common());
    for (Path jar : Jars.in(JARS, Jars::isNative)) {
      Jars.libraries(jar, target.libraries());
    }
    Licences.into(target.app().resolve("licences"));
    if (system == Target.System.LINUX) {
      Strip.searchPaths(target);
      Strip.symbols(target);
      LinuxShare.make(target, version);
    }
    date(target);
    AotCache.train(
        target,
        JvmFlags.of(target.app().toString()),
        classPath(target),
        List.of("--desktop"),
        DIST.toAbsolutePath().resolve("training"));
    if (system == Target.System.MACOS) {
      seal(target);
    }
    for (String type : installers(system)) {
      jpackage(
          system,
          appVersion(system, version),
          List.of("--type", type, "--app-image", target.image()),
          optionsOf(system, type));
      if (type.equals("deb")) {
        Deb.finish(DIST);
      }
    }
  }

  private static List<String> installers(Target.System system) {
    return switch (system) {
      case LINUX -> Stream.of("deb", "rpm").filter(Dist::canMake).toList();
      case WINDOWS -> List.of("msi");
      case MACOS -> List.of("dmg");
    };
  }

  /**
   * The cache knows the jars by their time, and jpackage copies them with a new one: so they get one
   * that the installers are told to give them, too.
   */
  private static void date(Target target) throws IOException {
    for (Path jar : Jars.in(target.app(), name -> true)) {
      Files.setLastModifiedTime(jar, FileTime.from(DATE));
    }
  }

  /** macOS refuses a version whose first number is 0. */
  private static String appVersion(Target.System system, String version) {
    return system == Target.System.MACOS && version.startsWith("0.") ? "1." + version.substring(2) : version;
  }

  /**
   * Signs the finished app: files were added after jpackage had sealed it. The identity is a secret
   * of the release; without one the seal is ad hoc, which the system accepts after a question.
   */
  private static void seal(Target target) throws IOException, InterruptedException {
    String identity = System.getenv().getOrDefault("CODESIGN_IDENTITY", "-");
    List<String> hardened = identity.equals("-") ? List.of() : List.of("--options", "runtime", "--timestamp");
    Command.of("/usr/bin/codesign", "--force", "--deep", hardened,
            "--entitlements", "packaging/macos/entitlements.plist", "--sign", identity, target.image())
        .run();
  }

  private static boolean canMake(String type) {
    if (type.equals("rpm")) {
      return Files.isExecutable(Path.of("/usr/bin/rpmbuild"));
    }
    if (!Files.isExecutable(Path.of("/usr/bin/dpkg-deb"))) {
      return false;
    }
    if (!Files.isExecutable(Path.of("/usr/bin/fakeroot"))) {
      throw new IllegalStateException("jpackage needs fakeroot to make a .deb. Install the package fakeroot.");
    }
    return true;
  }

  /** What all installers of the platform take, and what only this one does. */
  private static List<String> optionsOf(Target.System system, String type) {
    return Stream.of("installer.cfg", type + ".cfg")
        .map(file -> Path.of("packaging", system.folder(), file))
        .filter(Files::exists)
        .map(file -> "@" + file)
        .toList();
  }

  private static void jpackage(Target.System system, String version, List<?> what, List<?> options)
      throws IOException, InterruptedException {
    Command.of(
            Command.jdk("jpackage"),
            what,
            "--dest", DIST,
            "--app-version", version,
            "@" + Path.of("packaging", system.folder(), "jpackage.cfg"),
            options)
        .with("SOURCE_DATE_EPOCH", DATE.getEpochSecond())
        .with("DPKG_DEB_COMPRESSOR_TYPE", "none") // Deb compresses the finished package
        .run();
  }

  /** What only the app image takes. */
  private static List<String> common() throws IOException {
    List<String> options = new ArrayList<>(List.of("@jpackage.cfg"));
    for (String flag : JvmFlags.of("$APPDIR")) {
      options.add("--java-options");
      options.add(flag);
    }
    return options;
  }

  /** The jars of the class path, without those that became modules or native libraries, or that nobody asks for. */
  private static Path input() throws IOException {
    Path input = Files.createDirectories(DIST.resolve("input"));
    for (Path jar : Jars.in(JARS, name -> !name.matches(LEFT_OUT) && !Jars.isNative(name))) {
      Jars.store(jar, input.resolve(jar.getFileName()));
    }
    return input;
  }

  /** In the launcher's order, which stands in its .cfg file. */
  private static String classPath(Target target) throws IOException {
    Path cfg;
    try (Stream<Path> files = Files.list(target.app())) {
      cfg = files.filter(file -> file.toString().endsWith(".cfg")).sorted().findFirst().orElseThrow();
    }
    try (Stream<String> lines = Files.lines(cfg)) {
      List<String> jars =
          lines
              .filter(line -> line.matches("app\\.(mainjar|classpath)=.*"))
              .map(line -> line.substring(line.indexOf('=') + 1).replace("$APPDIR", target.app().toString()))
              .toList();
      return String.join(java.io.File.pathSeparator, jars);
    }
  }
}
