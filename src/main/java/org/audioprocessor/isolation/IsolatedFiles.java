package org.audioprocessor.isolation;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.pipeline.CancelToken;
import org.audioprocessor.pipeline.FailureKind;
import org.audioprocessor.pipeline.FileOverview;
import org.audioprocessor.pipeline.ProcessingException;
import org.audioprocessor.pipeline.Progress;
import org.audioprocessor.pipeline.ProgressEvent;

/** Looks into raw files without letting them near this process. Safe for use by many threads. */
public final class IsolatedFiles {
  private final ChildPool pool;
  private final MediaLimits limits;

  public IsolatedFiles(ChildPool pool, MediaLimits limits) {
    this.pool = pool;
    this.limits = limits;
  }

  /**
   * Opens a file and decodes its first block.
   *
   * @throws MediaException if it is no sound file within the limits; INTERNAL if nobody can look
   */
  public AudioInfo probe(Path file) throws MediaException {
    try {
      return ask(
          file,
          task ->
              Wire.frame(
                  FrameKind.PROBE, new Wire.Probe(task.number(), absolute(task.file()), limits)),
          AudioInfo.class,
          () -> false,
          Progress.NONE);
    } catch (ChildException e) {
      throw e.ending().toMedia(e);
    } catch (Told e) {
      throw new MediaException(Answers.fault(e.failed), e.failed.sentence());
    }
  }

  /**
   * Decodes a file once.
   *
   * @param mostColumns of the picture, at least 1
   */
  public FileOverview overview(Path file, int mostColumns, CancelToken cancel, Progress progress)
      throws ProcessingException {
    cancel.check();
    try {
      return ask(
          file,
          task ->
              Wire.frame(
                  FrameKind.OVERVIEW,
                  new Wire.Overview(task.number(), absolute(task.file()), limits, mostColumns)),
          FileOverview.class,
          cancel,
          progress);
    } catch (ChildException e) {
      cancel.check();
      throw e.ending().toProcessing(e);
    } catch (Told e) {
      cancel.check();
      throw new ProcessingException(e.failed.kind(), e.failed.sentence());
    }
  }

  /**
   * Decodes a file, as stereo.
   *
   * @param startSeconds from where on
   * @param sampleRate of what is read, in Hz
   */
  public IsolatedDecoder decode(Path file, double startSeconds, int sampleRate)
      throws ProcessingException {
    return IsolatedDecoder.open(
        pool,
        file,
        limits,
        task ->
            Wire.frame(
                FrameKind.DECODE,
                new Wire.Decode(
                    task.number(), absolute(task.file()), limits, startSeconds, sampleRate)));
  }

  private static String absolute(Path file) {
    return file.toAbsolutePath().toString();
  }

  /** A child said why not. */
  private static final class Told extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Wire.Failed failed;

    Told(Wire.Failed failed) {
      super(failed.sentence());
      this.failed = failed;
    }
  }

  private <T> T ask(
      Path file,
      Function<ChildProcess.Task, Frame> order,
      Class<T> type,
      BooleanSupplier cancelled,
      Progress progress)
      throws ChildException, Told {
    ChildProcess child = pool.take();
    boolean good = false;
    try (Exchange exchange = child.begin(file, limits.bytes(), order, cancelled)) {
      while (true) {
        Frame frame = exchange.next();
        switch (frame.kind()) {
          case PROGRESS -> progress.on(progress(exchange, frame));
          case DONE -> {
            T result = read(exchange, frame, type);
            good = true;
            return result;
          }
          case FAILED -> {
            Wire.Failed failed = failed(exchange, frame);
            // a child that ran away ends behind its answer
            good =
                failed.kind() != FailureKind.INTERNAL && failed.fault() != MediaFault.TOO_EXPENSIVE;
            throw new Told(failed);
          }
          default -> throw exchange.garbage(new FrameException("out of place: " + frame));
        }
      }
    } finally {
      pool.giveBack(child, good);
    }
  }

  private static <T> T read(Exchange exchange, Frame frame, Class<T> type) throws ChildException {
    try {
      return Wire.read(frame, type);
    } catch (FrameException e) {
      throw exchange.garbage(e);
    }
  }

  private static ProgressEvent progress(Exchange exchange, Frame frame) throws ChildException {
    try {
      return exchange.progress(frame);
    } catch (FrameException e) {
      throw exchange.garbage(e);
    }
  }

  private static Wire.Failed failed(Exchange exchange, Frame frame) throws ChildException {
    try {
      return Answers.failed(frame);
    } catch (FrameException e) {
      throw exchange.garbage(e);
    }
  }
}
