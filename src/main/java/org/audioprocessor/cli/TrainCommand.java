package org.audioprocessor.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does what starts do, so that the build of an image can train the ahead-of-time cache with it (JEP
 * 514).
 */
@Command(name = "train", hidden = true, description = "Used by the build of the installers.")
final class TrainCommand implements Callable<Integer> {
  @Option(names = "--workspace", required = true, paramLabel = "DIR")
  private Path workspace = Path.of(".");

  @Option(names = "--window", description = "the window too, for a moment")
  private boolean window;

  @Override
  public Integer call() {
    String folder = workspace.toString();
    String track = workspace.resolve("made-tracks").resolve("Too quiet.wav").toString();
    List<List<String>> lines =
        List.of(
            List.of("--version"),
            List.of("demo", "--workspace", folder),
            List.of("measure", track),
            List.of("render", track, "--to", workspace.resolve("rendered").toString()),
            List.of("list", "--workspace", folder),
            List.of("doctor", "--workspace", folder));
    for (List<String> line : lines) {
      if (Cli.run(line.toArray(String[]::new)) != ExitCode.DONE.code()) {
        return ExitCode.SOME_FAILED.code();
      }
    }
    if (!window) {
      return ExitCode.DONE.code();
    }
    System.setProperty("audioprocessor.endWhenDrawn", "true");
    return Cli.run(Cli.DESKTOP, "--workspace", folder);
  }
}
