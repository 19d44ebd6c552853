import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Trains the ahead-of-time cache with the image's own java, and leaves it beside the jars. */
final class AotCache {
  /** Children of the program look for it beside the jars, by this name. */
  static final String FILE = "audio-processor.aot";

  private static final String MAIN = "org.audioprocessor.Main";

  private AotCache() {}

  /**
   * @param classPath exactly as the launcher will give it: the cache is refused otherwise
   * @param training options of the hidden command
   * @param work a folder for what the training run makes
   */
  static void train(
      Target target, List<String> jvmFlags, String classPath, List<String> training, Path work)
      throws IOException, InterruptedException {
    Path cache = target.app().resolve(FILE);
    List<String> flags = new ArrayList<>(jvmFlags);
    flags.removeIf(flag -> flag.startsWith("-XX:AOTCache="));
    Path java = target.runtime().resolve("bin").resolve("java");
    Command.of(
            java,
            flags,
            "-XX:AOTCacheOutput=" + cache,
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-classpath",
            classPath,
            MAIN,
            "train",
            training,
            "--workspace",
            work)
        .run();
    if (Files.notExists(cache)) {
      throw new IOException("The training run left no cache at " + cache);
    }
    String said = Command.of(java, jvmFlags, "-classpath", classPath, MAIN, "--version").run();
    if (!said.startsWith("Audio Processor ")) {
      throw new IOException("With the cache something is said before the first line:\n" + said);
    }
  }
}
