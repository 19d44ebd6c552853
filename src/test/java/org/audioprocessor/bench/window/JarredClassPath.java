package org.audioprocessor.bench.window;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * The class path of this process with jars in place of folders, which no cache of classes takes.
 */
final class JarredClassPath {
  private JarredClassPath() {}

  /**
   * @param folder where the jars are made
   */
  static String in(Path folder) throws IOException {
    ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!Files.isDirectory(Path.of(entry))) {
        entries.add(entry);
        continue;
      }
      String made = folder.resolve(entries.size() + ".jar").toString();
      if (jar.run(
              System.out, System.err, "--create", "--no-compress", "--file", made, "-C", entry, ".")
          != 0) {
        throw new IOException("No jar could be made of " + entry);
      }
      entries.add(made);
    }
    return String.join(File.pathSeparator, entries);
  }
}
