import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes away the virtual machine's symbol table, where the tool for it is there: 5 MB. */
final class Strip {
  private static final Path TOOL = Path.of("/usr/bin/strip");

  private Strip() {}

  static void symbols(Target target) throws IOException, InterruptedException {
    if (Files.isExecutable(TOOL)) {
      Command.of(TOOL, "--strip-unneeded", target.libraries().resolve("server/libjvm.so")).run();
    }
  }
}
