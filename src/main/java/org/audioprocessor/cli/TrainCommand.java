package org.audioprocessor.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does what starts do, so that the build of an image can train the ahead-of-time cache with it (JEP
 * 514). The work is done in this process, where the cache is recorded; a child does the same work
 * and finds the same classes.
 */
@Command(name = "train", hidden = true, description = "Used by the build of the installers.")
final class TrainCommand implements Callable<Integer> {
  @Option(names = "--workspace", required = true, paramLabel = "DIR")
  private Path workspace = Path.of(".");

  @Override
  public Integer call() {
    String folder = workspace.toString();
    String track = workspace.resolve("made-tracks").resolve("Too quiet.wav").toString();
    for (List<String> line :
        List.of(
            List.of("--version"),
            List.of("demo", "--workspace", folder),
            List.of("measure", track),
            List.of("list", "--workspace", folder),
            List.of("doctor", "--workspace", folder))) {
      int end = Cli.run(line.toArray(String[]::new));
      if (end != ExitCode.DONE.code()) {
        return end;
      }
    }
    return ExitCode.DONE.code();
  }
}
