package org.audioprocessor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.audioprocessor.pipeline.RenderSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what the program does, on tracks that it makes itself. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Makes a few tracks, renders them and says where to look.")
final class DemoCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Override
  public Integer call() throws EnvironmentException {
    Output output = options.output();
    Path folder = options.workspaceFolder().resolve("demo");
    Path rendered = folder.resolve("rendered");
    try {
      List<Path> tracks = DemoTracks.write(folder.resolve("uploads"));
      output.say("Made " + tracks.size() + " tracks in " + folder.resolve("uploads"));
      LocalRendering rendering =
          new LocalRendering(rendered, options.temporary(), RenderSettings.DEFAULT, output);
      ExitCode end = rendering.all(tracks);
      output.say("Everything is in " + rendered);
      return end.code();
    } catch (IOException e) {
      throw new EnvironmentException(
          "The folder “" + folder + "” cannot be written. Choose another with --workspace.", e);
    }
  }
}
