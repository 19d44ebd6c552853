package org.audioprocessor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.audioprocessor.BuildFacts;
import org.audioprocessor.pipeline.CancelToken;
import org.audioprocessor.pipeline.Fetch;
import org.audioprocessor.pipeline.Job;
import org.audioprocessor.pipeline.Pipeline;
import org.audioprocessor.pipeline.ProcessingException;
import org.audioprocessor.pipeline.PublicationTarget;
import org.audioprocessor.pipeline.Published;
import org.audioprocessor.pipeline.RenderSettings;
import org.audioprocessor.pipeline.Source;
import org.audioprocessor.storage.FolderObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.TemporaryFolders;
import org.audioprocessor.storage.TrackId;
import org.audioprocessor.storage.TrackKeys;

/** Renders local files into a folder that nobody else writes to, one after the other. */
final class LocalRendering {
  private final Path to;
  private final Path temporary;
  private final RenderSettings settings;
  private final Output output;

  /**
   * @param to the folder that gets one folder a track
   * @param temporary where the program may keep files while it works
   */
  LocalRendering(Path to, Path temporary, RenderSettings settings, Output output) {
    this.to = to;
    this.temporary = temporary;
    this.settings = settings;
    this.output = output;
  }

  /** Renders them all, whatever becomes of each; the exit code is the worst. */
  ExitCode all(List<Path> files) throws EnvironmentException {
    try {
      ExitCode end = each(files);
      FolderObjectStore.tidy(to);
      return end;
    } catch (StorageException e) {
      throw new EnvironmentException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new EnvironmentException(
          "The folder for temporary files, “"
              + temporary
              + "”, cannot be used. Check that you may write there, or choose another with"
              + " --workspace.",
          e);
    }
  }

  private ExitCode each(List<Path> files) throws IOException {
    ExitCode end = ExitCode.DONE;
    Map<String, String> rendered = new HashMap<>();
    try (TemporaryFolders folders = TemporaryFolders.open(temporary);
        FolderObjectStore store = new FolderObjectStore(to)) {
      for (Path file : files) {
        ExitCode one = one(file, store, folders.newFolder());
        if (one == ExitCode.DONE) {
          tellReplaced(rendered, String.valueOf(file.getFileName()));
        }
        end = end.and(one);
      }
    }
    return end;
  }

  /** Names that differ in their extension only are one track: the last one stays. */
  private void tellReplaced(Map<String, String> rendered, String name) {
    String track = RenderReport.trackId(name);
    String before = rendered.put(track, name);
    if (before != null) {
      output.note(
          "“%s” replaced “%s”: both are the track “%s”. Rename one to keep both."
              .formatted(Screen.plain(name), Screen.plain(before), Screen.plain(track)));
    }
  }

  private ExitCode one(Path file, FolderObjectStore store, Path work) {
    Stopwatch watch = Stopwatch.start();
    String name = String.valueOf(file.getFileName());
    try (ProgressLine progress = ProgressLine.of(output, name)) {
      Published published = publish(file, name, store, work, progress);
      progress.erase();
      RenderReport.published(output, published, to, watch);
      return ExitCode.DONE;
    } catch (ProcessingException e) {
      RenderReport.failed(output, file, e, watch);
      return Failures.exitCode(e);
    }
  }

  private Published publish(
      Path file, String name, FolderObjectStore store, Path work, ProgressLine progress)
      throws ProcessingException {
    try {
      TrackId id = TrackId.of(name);
      PublicationTarget target =
          PublicationTarget.alone(store, new TrackKeys(id.value() + "/", id));
      Source source = Fetch.local(file, settings.limits());
      Job job = new Job(name, id, target.nextGeneration(), 0, settings);
      return new Pipeline(new CancelToken(), progress, InstantSource.system(), BuildFacts.program())
          .process(job, source, work, target);
    } catch (StorageException e) {
      throw ProcessingException.of(e);
    }
  }
}
