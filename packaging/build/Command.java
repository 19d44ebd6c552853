import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program that the build runs and that must succeed. */
record Command(List<String> line, Map<String, String> environment) {
  static Command of(Object... words) {
    List<String> line = new ArrayList<>();
    for (Object word : words) {
      if (word instanceof List<?> more) {
        more.forEach(one -> line.add(one.toString()));
      } else {
        line.add(word.toString());
      }
    }
    return new Command(line, Map.of());
  }

  Command with(String variable, Object value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value.toString());
    return new Command(line, more);
  }

  /** One of the commands of the JDK that runs this build. */
  static Path jdk(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name);
  }

  /** What it said, on both of its channels. */
  String run() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(line.getFirst() + " " + line.getLast() + " ended with " + process.exitValue() + ":\n" + said);
    }
    return said;
  }
}
