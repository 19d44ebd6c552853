package org.audioprocessor.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.Decoding;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.ExitCode.EnvironmentException;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.PublishedQuality;
import org.audioprocessor.cli.PublishedQuality.Figures;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.output.VerifyReport;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.intake.PickUpload;
import org.audioprocessor.intake.RenderedTracks;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.loudness.plan.NormalisationPolicy;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.publish.Fetch;
import org.audioprocessor.process.publish.RawFiles;
import org.audioprocessor.process.readback.ReadBack;
import org.audioprocessor.process.verify.Findings;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.storage.keys.TrackKeys;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads published tracks back and verifies them. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Reads published tracks back, decodes every rendition and checks all HLS rules.",
      "In JSON, a rule that could not be checked has passed: null."
    })
public final class VerifyCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "TRACK_ID",
      description = "the file name without its extension")
  private List<String> trackIds = List.of();

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "a folder that “render --to DIR” wrote, instead of the workspace")
  private @Nullable Path from;

  @Option(
      names = "--quality",
      description = {
        "compares each rendition with its raw file: ODG of PEAQ Basic (0 best, -4 worst) and the",
        "2f-model's score (100 best); takes about 20 s for a track of four minutes"
      })
  private boolean quality;

  @Option(
      names = "--raw",
      paramLabel = "DIR",
      description = "with --from and --quality: the folder that holds the raw files")
  private @Nullable Path rawFolder;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws EnvironmentException, StartupException {
    boolean needed = from != null && quality;
    if (spec != null && needed != (rawFolder != null)) {
      throw new ParameterException(
          spec.commandLine(),
          needed
              ? "--quality with --from needs --raw, the folder that holds the raw files."
              : "--raw is for --quality together with --from.");
    }
    return (from == null ? workspace() : rendered(from)).code();
  }

  private ExitCode workspace() throws EnvironmentException, StartupException {
    try (Application application = options.openApplication()) {
      PickUpload pick = new PickUpload(application.queue());
      return all(
          new Published(
              application.store(),
              application.keys()::track,
              pick::trackId,
              application.decoding(),
              quality(application)),
          application.temporary());
    }
  }

  private ExitCode rendered(Path folder) throws EnvironmentException, StartupException {
    if (!Files.isDirectory(folder)) {
      throw new EnvironmentException("There is no folder “" + folder + "”. Check --from.", null);
    }
    try (TemporaryFolders temporary = TemporaryFolders.open(options.temporary());
        Decoding decoding = options.openDecoding(temporary);
        ObjectStore store = new FolderObjectStore(folder)) {
      return all(
          new Published(
              store,
              id -> new TrackKeys(id.value() + "/", id),
              new RenderedTracks(store)::trackId,
              decoding,
              quality(decoding)),
          temporary);
    } catch (StorageException e) {
      throw new EnvironmentException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw options.unusable(e);
    }
  }

  private Optional<PublishedQuality> quality(Application application) {
    if (!quality) {
      return Optional.empty();
    }
    RawFiles files = new RawFiles(application.store(), application.keys());
    RenderSettings settings = application.renderSettings();
    return Optional.of(
        new PublishedQuality(
            (name, folder) -> files.fetch(name, folder, settings.limits()),
            application.isolatedFiles(),
            settings.policy()));
  }

  private Optional<PublishedQuality> quality(Decoding decoding) {
    Path folder = rawFolder;
    if (!quality || folder == null) {
      return Optional.empty();
    }
    return Optional.of(
        new PublishedQuality(
            (name, copy) -> Fetch.local(inFolder(folder, name), MediaLimits.DEFAULT),
            decoding.files(),
            NormalisationPolicy.DEFAULT));
  }

  /** The name comes from an untrusted document. */
  private static Path inFolder(Path folder, String name) throws ProcessingException {
    try {
      Path file = folder.resolve(name);
      if (folder.equals(file.getParent())) {
        return file;
      }
      throw new InvalidPathException(name, "it leads elsewhere");
    } catch (InvalidPathException e) {
      throw new ProcessingException(
          FailureKind.BAD_NAME,
          "“metadata.json” names a raw file that no folder can hold. Process the track again.",
          e);
    }
  }

  /** Finds the track id for a given spelling. */
  private interface TrackNames {
    String trackId(String spelled) throws IntakeException;
  }

  /** The published tracks, their naming, and the decoders to verify them with. */
  private record Published(
      ObjectStore store,
      Function<TrackId, TrackKeys> keys,
      TrackNames names,
      Decoding decoding,
      Optional<PublishedQuality> quality) {}

  private ExitCode all(Published published, TemporaryFolders temporary)
      throws EnvironmentException, StartupException {
    ExitCode end = ExitCode.DONE;
    for (String trackId : trackIds) {
      try {
        end = end.and(verify(trackId, published, temporary.newFolder()));
      } catch (IOException e) {
        throw options.unusable(e);
      }
    }
    return end;
  }

  private ExitCode verify(String trackId, Published published, Path work) {
    Output output = options.output();
    try {
      TrackId meant = new TrackId(published.names().trackId(trackId));
      TrackKeys track = published.keys().apply(meant);
      Findings findings =
          new ReadBack(
                  published.store(), track, published.decoding().published(), new CancelToken())
              .read(work);
      Optional<Figures> figures = figures(published, findings, track, work);
      VerifyReport.of(output, findings, figures);
      boolean compared = figures.isEmpty() || figures.get().problem().isEmpty();
      return findings.ok() && compared ? ExitCode.DONE : ExitCode.SOME_FAILED;
    } catch (IllegalArgumentException e) {
      VerifyReport.failed(output, trackId, String.valueOf(e.getMessage()));
      return ExitCode.SOME_FAILED;
    } catch (IntakeException e) {
      VerifyReport.failed(output, trackId, String.valueOf(e.getMessage()));
      return ExitCode.of(e);
    } catch (ProcessingException e) {
      VerifyReport.failed(output, trackId, e.sentence());
      return ExitCode.of(e);
    }
  }

  private static Optional<Figures> figures(
      Published published, Findings findings, TrackKeys track, Path work) {
    if (published.quality().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(published.quality().get().of(findings, published.store(), track, work));
    } catch (ProcessingException e) {
      return Optional.of(Figures.none(e.sentence()));
    }
  }
}
