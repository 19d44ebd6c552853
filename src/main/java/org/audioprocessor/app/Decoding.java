package org.audioprocessor.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.audioprocessor.intake.UploadCheck.SoundCheck;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.media.encode.coder.AacEncoders;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.isolation.ChildPool;
import org.audioprocessor.process.isolation.ChildRenderer;
import org.audioprocessor.process.isolation.IsolatedFiles;
import org.audioprocessor.process.isolation.confine.ChildProgram;
import org.audioprocessor.process.measure.FileMeasurement;
import org.audioprocessor.process.readback.PublishedDecoder;
import org.audioprocessor.process.render.Encoder;
import org.audioprocessor.process.render.InProcessRenderer;
import org.audioprocessor.process.render.TrackRenderer;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.worker.TracksAtOnce;
import org.jspecify.annotations.Nullable;

/**
 * Decodes files in child processes or, if the settings select it, in this process. Starts the first
 * child on demand.
 */
public final class Decoding implements AutoCloseable {
  private static final MediaLimits LIMITS = MediaLimits.DEFAULT;

  /**
   * A child process runs the program itself. By name, because the root package imports this one.
   */
  private static final String MAIN = "org.audioprocessor.Main";

  private final @Nullable ChildPool children;

  private Decoding(@Nullable ChildPool children) {
    this.children = children;
  }

  /**
   * Creates the decoders that the settings select.
   *
   * @param logs folder for crash reports of children
   * @param temporary must stay open longer than the result
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

  /** The renderer of tracks. */
  public TrackRenderer renderer() {
    return children == null ? new InProcessRenderer() : new ChildRenderer(children);
  }

  /** The decoder of published tracks. */
  public PublishedDecoder published() {
    return files()
        .<PublishedDecoder>map(isolated -> isolated)
        .orElseGet(PublishedDecoder::inProcess);
  }

  /** The tasks of child processes; empty if the settings select this process. */
  public Optional<IsolatedFiles> files() {
    return Optional.ofNullable(children).map(pool -> new IsolatedFiles(pool, LIMITS));
  }

  SoundCheck soundCheck() {
    return files()
        .<SoundCheck>map(isolated -> isolated::probe)
        .orElseGet(() -> SoundCheck.inProcess(LIMITS));
  }

  /**
   * Measures a file without changing it.
   *
   * @param checked whether to look for faults of the sound, too
   */
  public FileMeasurement measure(Path file, boolean checked, CancelToken cancel, Progress progress)
      throws ProcessingException {
    Optional<IsolatedFiles> isolated = files();
    return isolated.isPresent()
        ? isolated.get().measure(file, checked, cancel, progress)
        : FileMeasurement.of(file, LIMITS, checked, cancel, progress);
  }

  /** Converts a setting. */
  public static Encoder encoder(Settings.Encoder wanted) {
    return switch (wanted) {
      case AUTO -> Encoder.AUTO;
      case FFMPEG -> Encoder.BEST;
      case FDK -> Encoder.FDK;
      case FAAC -> Encoder.FAAC;
      case QUICK -> Encoder.QUICK;
    };
  }

  /**
   * The AAC encoders of libraries of the system, with their versions.
   *
   * @throws ProcessingException if no child can be started
   */
  public Map<Coder, String> encoders() throws ProcessingException {
    Optional<IsolatedFiles> isolated = files();
    return isolated.isPresent() ? isolated.get().encoders() : AacEncoders.ofSystem();
  }

  /**
   * Checks that the chosen encoder is installed.
   *
   * @throws StartupException with a sentence that says what to install
   */
  public void requireEncoder(Settings.Encoder wanted) throws StartupException {
    if (wanted != Settings.Encoder.FDK && wanted != Settings.Encoder.FAAC) {
      return;
    }
    Coder coder = wanted == Settings.Encoder.FDK ? Coder.FDK : Coder.FAAC;
    try {
      if (!encoders().containsKey(coder)) {
        throw new StartupException(AacEncoders.missing(coder));
      }
    } catch (ProcessingException e) {
      throw StartupException.of(e);
    }
  }

  /** Ends the children; their work must have ended. */
  @Override
  public void close() {
    if (children != null) {
      children.close();
    }
  }
}
