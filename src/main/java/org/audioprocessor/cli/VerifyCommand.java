package org.audioprocessor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.audioprocessor.Decoding;
import org.audioprocessor.Parts;
import org.audioprocessor.PartsException;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.intake.PickUpload;
import org.audioprocessor.intake.RenderedTracks;
import org.audioprocessor.pipeline.CancelToken;
import org.audioprocessor.pipeline.Findings;
import org.audioprocessor.pipeline.ProcessingException;
import org.audioprocessor.pipeline.PublishedDecoder;
import org.audioprocessor.pipeline.ReadBack;
import org.audioprocessor.storage.FolderObjectStore;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.TemporaryFolders;
import org.audioprocessor.storage.TrackId;
import org.audioprocessor.storage.TrackKeys;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads published tracks back and says whether they are what they must be. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Reads published tracks back, decodes every rendition and checks all HLS rules.",
      "In JSON, a rule that could not be checked has passed: null."
    })
final class VerifyCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Parameters(arity = "1..*", paramLabel = "TRACK_ID", description = "the file name, no extension")
  private List<String> trackIds = List.of();

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "a folder that “render --to DIR” wrote, instead of the workspace")
  private @Nullable Path from;

  @Override
  public Integer call() throws EnvironmentException, PartsException {
    return (from == null ? workspace() : rendered(from)).code();
  }

  private ExitCode workspace() throws EnvironmentException, PartsException {
    try (Parts parts = options.openParts()) {
      PickUpload pick = new PickUpload(parts.queue());
      return all(
          new Published(
              parts.store(), parts.keys()::track, pick::trackId, parts.decoding().published()),
          parts.temporary());
    }
  }

  private ExitCode rendered(Path folder) throws EnvironmentException, PartsException {
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
              decoding.published()),
          temporary);
    } catch (StorageException e) {
      throw new EnvironmentException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw options.unusable(e);
    }
  }

  /** The track that a person's spelling means. */
  private interface TrackNames {
    String trackId(String spelled) throws IntakeException;
  }

  /** Where tracks are read from, how they are named there, and what decodes them. */
  private record Published(
      ObjectStore store,
      Function<TrackId, TrackKeys> keys,
      TrackNames names,
      PublishedDecoder decoder) {}

  private ExitCode all(Published published, TemporaryFolders temporary)
      throws EnvironmentException, PartsException {
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
                  published.store(), track, Ladder.DEFAULT, published.decoder(), new CancelToken())
              .read(work);
      VerifyReport.of(output, findings);
      return findings.ok() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    } catch (IllegalArgumentException e) {
      VerifyReport.failed(output, trackId, String.valueOf(e.getMessage()));
      return ExitCode.SOME_FAILED;
    } catch (IntakeException e) {
      VerifyReport.failed(output, trackId, String.valueOf(e.getMessage()));
      return IntakeFailures.exitCode(e);
    } catch (ProcessingException e) {
      VerifyReport.failed(output, trackId, e.sentence());
      return Failures.exitCode(e);
    }
  }
}
