package org.audioprocessor.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.EnvironmentException;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.render.Encoder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Processes local files into a folder, without a queue. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = "Normalises, encodes and packages files into a folder, in the published layout.")
public final class RenderCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<Path> files = List.of();

  @Option(names = "--to", required = true, paramLabel = "DIR", description = "the output folder")
  private Path to = Path.of(".");

  @Option(
      names = "--encoder",
      paramLabel = "best|quick",
      description = "best (default): the best measured coder for each rung; quick: half the CPU")
  private Encoder encoder = Encoder.BEST;

  @Option(
      names = "--segment",
      paramLabel = "SECONDS",
      description = "target duration of a segment, 2 to 30 s (default: 10)")
  private double segmentSeconds = 10;

  @Option(
      names = "--quality",
      description = {
        "compares three excerpts of 10 s of each rendition with the source: ODG of PEAQ Basic",
        "(0 best, -4 worst) and the 2f-model's score (100 best)"
      })
  private boolean quality;

  @Override
  public Integer call() throws StartupException, EnvironmentException {
    if (!(segmentSeconds >= 2 && segmentSeconds <= 30) && spec != null) {
      throw new ParameterException(
          spec.commandLine(), "--segment takes 2 to 30 seconds, not " + segmentSeconds);
    }
    RenderSettings defaults = RenderSettings.DEFAULT;
    RenderSettings settings =
        new RenderSettings(
            defaults.ladder(),
            segmentSeconds,
            defaults.policy(),
            encoder,
            defaults.limits(),
            quality);
    return new LocalRendering(to, options, settings).all(files).code();
  }
}
