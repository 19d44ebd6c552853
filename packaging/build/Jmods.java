import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes real modules of JavaFX's jars: jlink then puts their native libraries beside the JDK's. */
final class Jmods {
  private Jmods() {}

  static void make(Path appJars, Path work, Path jmods) throws IOException, InterruptedException {
    Files.createDirectories(jmods);
    // the jar without a platform in its name is empty
    for (Path jar : Jars.in(appJars, name -> name.matches("javafx-.*-(linux|win|mac)(-\\w+)?\\.jar"))) {
      String module = Jars.name(jar).replaceFirst("^(javafx)-(\\w+)-.*", "$1.$2");
      Path classes = work.resolve(module).resolve("classes");
      Path libraries = work.resolve(module).resolve("libraries");
      Jars.classes(jar, classes);
      Jars.libraries(jar, libraries);
      Command.of(Command.jdk("jmod"), "create", "--class-path", classes, "--libs", libraries,
              jmods.resolve(module + ".jmod"))
          .run();
    }
  }
}
