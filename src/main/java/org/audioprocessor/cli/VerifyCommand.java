package org.audioprocessor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.pipeline.CancelToken;
import org.audioprocessor.pipeline.Findings;
import org.audioprocessor.pipeline.ProcessingException;
import org.audioprocessor.pipeline.ReadBack;
import org.audioprocessor.storage.FolderObjectStore;
import org.audioprocessor.storage.ObjectKeys;
import org.audioprocessor.storage.ObjectLayout;
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
  public Integer call() throws EnvironmentException {
    Path folder = from == null ? options.workspaceFolder().resolve("bucket") : from;
    if (!Files.isDirectory(folder)) {
      throw new EnvironmentException(
          "There is no folder “" + folder + "”. Check --workspace or --from.", null);
    }
    try (TemporaryFolders temporary = TemporaryFolders.open(options.temporary());
        ObjectStore store = new FolderObjectStore(folder)) {
      ExitCode end = ExitCode.DONE;
      for (String trackId : trackIds) {
        end = end.and(verify(trackId, store, temporary.newFolder()));
      }
      return end.code();
    } catch (StorageException e) {
      throw new EnvironmentException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new EnvironmentException(
          "The folder for temporary files, “"
              + options.temporary()
              + "”, cannot be used. Check that you may write there, or choose another with"
              + " --workspace.",
          e);
    }
  }

  private ExitCode verify(String trackId, ObjectStore store, Path work) {
    Output output = options.output();
    try {
      TrackKeys keys = keys(new TrackId(trackId));
      Findings findings = new ReadBack(store, keys, Ladder.DEFAULT, new CancelToken()).read(work);
      VerifyReport.of(output, findings);
      return findings.ok() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    } catch (IllegalArgumentException e) {
      VerifyReport.failed(output, trackId, String.valueOf(e.getMessage()));
      return ExitCode.SOME_FAILED;
    } catch (ProcessingException e) {
      VerifyReport.failed(output, trackId, e.sentence());
      return Failures.exitCode(e);
    }
  }

  private TrackKeys keys(TrackId id) {
    return from == null
        ? new ObjectKeys(ObjectLayout.defaults()).track(id)
        : new TrackKeys(id.value() + "/", id);
  }
}
