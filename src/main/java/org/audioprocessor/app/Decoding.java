package org.audioprocessor.app;

import java.nio.file.Path;
import java.util.Optional;
import org.audioprocessor.intake.SoundCheck;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.isolation.ChildPool;
import org.audioprocessor.process.isolation.ChildRenderer;
import org.audioprocessor.process.isolation.IsolatedFiles;
import org.audioprocessor.process.isolation.confine.ChildProgram;
import org.audioprocessor.process.measure.FileMeasurement;
import org.audioprocessor.process.readback.PublishedDecoder;
import org.audioprocessor.process.render.InProcessRenderer;
import org.audioprocessor.process.render.TrackRenderer;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.worker.TracksAtOnce;
import org.jspecify.annotations.Nullable;

/**
 * Where files are decoded: in children of this process, or in this process where the settings want
 * that. Starts no child before one is needed.
 */
public final class Decoding implements AutoCloseable {
  private static final MediaLimits LIMITS = MediaLimits.DEFAULT;

  /** A child process is the program itself. By name, since the root package imports this one. */
  private static final String MAIN = "org.audioprocessor.Main";

  private final @Nullable ChildPool children;

  private Decoding(@Nullable ChildPool children) {
    this.children = children;
  }

  /**
   * As the settings say.
   *
   * @param logs the folder that gets the files about crashes
   * @param temporary stays open for longer
   */
  public static Decoding of(Settings settings, Path logs, TemporaryFolders temporary) {
    if (settings.operation().isolation() != Settings.Isolation.CHILD) {
      return new Decoding(null);
    }
    int threads = settings.threads();
    ChildProgram program = ChildProgram.of(MAIN, logs, temporary, LIMITS);
    return new Decoding(
        new ChildPool(program, threads > 0 ? threads : TracksAtOnce.ofThisMachine()));
  }

  /** Starts a child in the background. */
  void warmUp() {
    if (children != null) {
      children.warmUp(1);
    }
  }

  /** Makes tracks. */
  public TrackRenderer renderer() {
    return children == null ? new InProcessRenderer() : new ChildRenderer(children);
  }

  /** Decodes what was published. */
  public PublishedDecoder published() {
    return files()
        .<PublishedDecoder>map(isolated -> isolated)
        .orElseGet(PublishedDecoder::inProcess);
  }

  /** Looks into raw files in children; empty where the settings want that in this process. */
  public Optional<IsolatedFiles> files() {
    return Optional.ofNullable(children).map(pool -> new IsolatedFiles(pool, LIMITS));
  }

  SoundCheck soundCheck() {
    return files()
        .<SoundCheck>map(isolated -> isolated::probe)
        .orElseGet(() -> SoundCheck.inProcess(LIMITS));
  }

  /** Measures a file as it stands. */
  public FileMeasurement measure(Path file, CancelToken cancel, Progress progress)
      throws ProcessingException {
    Optional<IsolatedFiles> isolated = files();
    return isolated.isPresent()
        ? isolated.get().measure(file, cancel, progress)
        : FileMeasurement.of(file, LIMITS, cancel, progress);
  }

  /** Ends the children; work in them ends first. */
  @Override
  public void close() {
    if (children != null) {
      children.close();
    }
  }
}
