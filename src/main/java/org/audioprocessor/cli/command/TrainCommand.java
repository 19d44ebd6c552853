package org.audioprocessor.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.audioprocessor.cli.Cli;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.demo.DemoTracks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs typical commands, so that the build of an image can train the ahead-of-time cache (JEP 514).
 */
@Command(name = "train", hidden = true, description = "Used by the build of the installers.")
public final class TrainCommand implements Callable<Integer> {
  @Option(names = "--workspace", required = true, paramLabel = "DIR")
  private Path workspace = Path.of(".");

  @Option(names = "--desktop", description = "also the embedded workspace and the window")
  private boolean desktop;

  @Override
  public Integer call() throws IOException {
    String folder = workspace.toString();
    String track = DemoTracks.write(workspace.resolve("tracks")).getFirst().toString();
    String rendered = workspace.resolve("rendered").toString();
    List<List<String>> lines =
        new ArrayList<>(
            List.of(
                List.of("--version"),
                List.of("measure", track),
                List.of("render", track, "--to", rendered, "--workspace", folder)));
    if (desktop) {
      System.setProperty("audioprocessor.endWhenDrawn", "true");
      lines.add(List.of("demo", "--workspace", folder));
      lines.add(List.of("list", "--workspace", folder));
      lines.add(List.of("doctor", "--workspace", folder));
      lines.add(List.of(Cli.DESKTOP, "--workspace", folder));
    }
    for (List<String> line : lines) {
      int end = Cli.run(line.toArray(String[]::new));
      if (end != ExitCode.DONE.code()) {
        return end;
      }
    }
    return ExitCode.DONE.code();
  }
}
