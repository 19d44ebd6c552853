package org.audioprocessor.process.isolation.confine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The program's JVM flags, as the build, the installers and the children read them. */
final class JvmOptions {
  private static final String FILE = "/org/audioprocessor/jvm.options";

  private JvmOptions() {}

  static List<String> ofThisProgram() {
    try (InputStream in = JvmOptions.class.getResourceAsStream(FILE)) {
      Objects.requireNonNull(in, "jvm.options is missing from the program");
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
