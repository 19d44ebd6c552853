import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The program without a desktop, for servers and containers: {@code java packaging/build/Headless.java
 * APP_FOLDER TO}. What it leaves in {@code TO/audio-processor} needs no Java and is moved as it is only
 * if the AOT cache is trained again, which knows the jars by their path.
 */
final class Headless {
  /** The desktop's list without screens, scripts, preferences and languages. */
  private static final String MODULES =
      "java.base,java.compiler,java.instrument,java.logging,java.management,java.naming,java.net.http,"
          + "java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.httpserver,"
          + "jdk.management,jdk.net,jdk.unsupported";

  /** Screens, keychains; and metrics in a binary format that nobody asks for. */
  private static final String LEFT_OUT =
      "(javafx|atlantafx|ikonli|java-keyring|jkeychain|secret-service|dbus-java|hkdf|jna"
          + "|prometheus-metrics-exposition-formats)-.*";

  private Headless() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path jars = Path.of(arguments[0]);
    Path to = Path.of(arguments[1]).toAbsolutePath();
    Target target = Target.headless(to);
    Files.createDirectories(target.app());
    Command.of(Command.jdk("jlink"), "--add-modules", MODULES, "--strip-java-debug-attributes", "--no-header-files",
            "--no-man-pages", "--compress", "zip-6", "--add-options", JvmFlags.OF_IMAGE, "--output", target.runtime())
        .run();
    Licences.into(target.app().resolve("licences"));
    for (Path jar : Jars.in(jars, name -> !name.matches(LEFT_OUT))) {
      if (Jars.isNative(Jars.name(jar))) {
        Jars.libraries(jar, target.libraries());
      } else {
        Files.copy(jar, target.app().resolve(jar.getFileName()));
      }
    }
    Strip.searchPaths(target);
    Strip.symbols(target);
    Path main = Jars.in(target.app(), name -> name.startsWith("audio-processor-")).getFirst();
    List<String> flags = JvmFlags.of(target.app().toString());
    launcher(target, flags, main);
    AotCache.train(target, flags, main.toString(), List.of(), to.resolve("training"));
  }

  /** Replaces itself by the virtual machine, so that signals arrive there. */
  private static void launcher(Target target, List<String> flags, Path main) throws IOException {
    Path options = target.app().resolve("jvm.options");
    Files.write(options, flags);
    Path launcher = target.image().resolve("bin").resolve("audio-processor");
    Files.createDirectories(launcher.getParent());
    Files.writeString(
        launcher,
        "#!/bin/sh\nexec \"%s/bin/java\" \"@%s\" -classpath \"%s\" org.audioprocessor.Main \"$@\"\n"
            .formatted(target.runtime(), options, main));
    launcher.toFile().setExecutable(true, false);
    Path health = launcher.resolveSibling("health");
    Files.copy(Path.of("packaging/build/health"), health);
    health.toFile().setExecutable(true, false);
  }
}
