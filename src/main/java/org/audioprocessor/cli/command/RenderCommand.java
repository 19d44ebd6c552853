package org.audioprocessor.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.audioprocessor.app.BuildInfo;
import org.audioprocessor.app.Decoding;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.ExitCode.EnvironmentException;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.output.ProgressLine;
import org.audioprocessor.cli.output.RenderReport;
import org.audioprocessor.cli.output.RenderReport.Stopwatch;
import org.audioprocessor.cli.run.EncoderOption;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.Pipeline;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.Source;
import org.audioprocessor.process.publish.Fetch;
import org.audioprocessor.process.render.TrackRenderer;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.storage.keys.TrackKeys;
import org.audioprocessor.text.PlainText;
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

  @Mixin private EncoderOption encoder = new EncoderOption();

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
            Decoding.encoder(encoder.orDefault()),
            defaults.limits(),
            quality);
    return new LocalRendering(to, options, settings, encoder.orDefault()).all(files).code();
  }

  /** Renders local files, one after the other, into a folder that no other process writes to. */
  private static final class LocalRendering {
    private final Path to;
    private final GlobalOptions options;
    private final RenderSettings settings;
    private final Settings.Encoder encoder;
    private final Output output;

    /**
     * Renders into a folder.
     *
     * @param to gets one sub-folder for each track
     * @param encoder must be installed
     */
    LocalRendering(
        Path to, GlobalOptions options, RenderSettings settings, Settings.Encoder encoder) {
      this.to = to;
      this.options = options;
      this.settings = settings;
      this.encoder = encoder;
      this.output = options.output();
    }

    /** Renders all files, also after a failure, and returns the most serious exit code. */
    ExitCode all(List<Path> files) throws EnvironmentException, StartupException {
      try {
        ExitCode end = each(files);
        FolderObjectStore.tidy(to);
        return end;
      } catch (StorageException e) {
        throw new EnvironmentException(String.valueOf(e.getMessage()), e);
      } catch (IOException e) {
        throw options.unusable(e);
      }
    }

    private ExitCode each(List<Path> files) throws IOException, StartupException {
      ExitCode end = ExitCode.DONE;
      Map<String, String> rendered = new HashMap<>();
      try (TemporaryFolders folders = TemporaryFolders.open(options.temporary());
          Decoding decoding = options.openDecoding(folders);
          FolderObjectStore store = new FolderObjectStore(to)) {
        decoding.requireEncoder(encoder);
        for (Path file : files) {
          ExitCode one = one(file, new Target(store, decoding.renderer(), folders.newFolder()));
          if (one == ExitCode.DONE) {
            noteReplaced(rendered, String.valueOf(file.getFileName()));
          }
          end = end.and(one);
        }
      }
      return end;
    }

    /**
     * Names that differ only in their extension are one track; the last file replaces the others.
     */
    private void noteReplaced(Map<String, String> rendered, String name) {
      String track = RenderReport.trackId(name);
      String before = rendered.put(track, name);
      if (before != null) {
        output.note(
            "“%s” replaced “%s”: both are the track “%s”. Rename one to keep both."
                .formatted(
                    PlainText.replaced(name),
                    PlainText.replaced(before),
                    PlainText.replaced(track)));
      }
    }

    /**
     * Where one file goes and what makes it.
     *
     * @param work an empty folder
     */
    private record Target(FolderObjectStore store, TrackRenderer renderer, Path work) {}

    private ExitCode one(Path file, Target into) {
      Stopwatch watch = Stopwatch.start();
      String name = String.valueOf(file.getFileName());
      try (ProgressLine progress = ProgressLine.of(output, name)) {
        Published published = publish(file, name, into, progress);
        progress.erase();
        RenderReport.published(output, published, to, watch);
        return ExitCode.DONE;
      } catch (ProcessingException e) {
        RenderReport.failed(output, file, e, watch);
        return ExitCode.of(e);
      }
    }

    private Published publish(Path file, String name, Target into, ProgressLine progress)
        throws ProcessingException {
      try {
        TrackId id = TrackId.of(name);
        PublicationTarget target =
            PublicationTarget.alone(into.store(), new TrackKeys(id.value() + "/", id));
        Source source = Fetch.local(file, settings.limits());
        Job job = new Job(name, id, target.nextGeneration(), 0, settings);
        return new Pipeline(
                into.renderer(),
                new CancelToken(),
                progress,
                InstantSource.system(),
                BuildInfo.program())
            .process(job, source, into.work(), target);
      } catch (StorageException e) {
        throw ProcessingException.of(e);
      }
    }
  }
}
