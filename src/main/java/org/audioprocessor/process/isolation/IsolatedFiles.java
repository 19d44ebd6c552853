package org.audioprocessor.process.isolation;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.encode.M4aSound;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.audioprocessor.process.measure.FileMeasurement;
import org.audioprocessor.process.measure.FileOverview;
import org.audioprocessor.process.readback.PublishedDecoder;
import org.audioprocessor.process.readback.PublishedRung;
import org.audioprocessor.process.readback.RungSound;
import org.audioprocessor.process.verify.M4aFacts;

/**
 * Decodes raw files, and what was published, in children of this process. Safe for use by many
 * threads.
 */
public final class IsolatedFiles implements PublishedDecoder {
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
          new Result<>(AudioInfo.class, AnswerValidation::info),
          () -> false,
          Progress.NONE);
    } catch (ChildException e) {
      throw e.ending().toMedia(e);
    } catch (Told e) {
      throw new MediaException(ChildFailures.fault(e.failed), e.failed.sentence());
    }
  }

  /**
   * Decodes a file once.
   *
   * @param mostColumns of the picture, at least 1
   */
  public FileOverview overview(Path file, int mostColumns, CancelToken cancel, Progress progress)
      throws ProcessingException {
    return process(
        file,
        task ->
            Wire.frame(
                FrameKind.OVERVIEW,
                new Wire.Overview(task.number(), absolute(task.file()), limits, mostColumns)),
        new Result<>(FileOverview.class, found -> AnswerValidation.overview(found, mostColumns)),
        cancel,
        progress);
  }

  /** Measures a file as it stands. */
  public FileMeasurement measure(Path file, CancelToken cancel, Progress progress)
      throws ProcessingException {
    FileMeasurement found =
        process(
            file,
            task ->
                Wire.frame(
                    FrameKind.MEASURE,
                    new Wire.Measure(task.number(), absolute(task.file()), limits)),
            new Result<>(FileMeasurement.class, AnswerValidation::measurement),
            cancel,
            progress);
    return new FileMeasurement(file, found.seconds(), found.loudness(), found.warnings());
  }

  @Override
  public RungSound listen(PublishedRung rung, Path file, CancelToken cancel, Progress progress)
      throws ProcessingException {
    return process(
        file,
        task ->
            Wire.frame(
                FrameKind.RUNG, new Wire.ListenToRung(task.number(), rung, absolute(task.file()))),
        new Result<>(RungSound.class, found -> AnswerValidation.rung(found, rung)),
        cancel,
        progress);
  }

  @Override
  public M4aFacts m4a(Path file, CancelToken cancel) throws ProcessingException {
    return process(
        file,
        task -> Wire.frame(FrameKind.M4A, new Wire.ReadM4a(task.number(), absolute(task.file()))),
        new Result<>(M4aFacts.class, AnswerValidation::m4a),
        cancel,
        Progress.NONE);
  }

  private <T> T process(
      Path file,
      Function<ChildProcess.Task, Frame> order,
      Result<T> result,
      CancelToken cancel,
      Progress progress)
      throws ProcessingException {
    cancel.check();
    try {
      return ask(file, order, result, cancel, progress);
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
  public IsolatedDecoder<AudioInfo> decode(Path file, double startSeconds, int sampleRate)
      throws ProcessingException {
    return IsolatedDecoder.open(
        pool,
        file,
        limits.bytes(),
        task ->
            Wire.frame(
                FrameKind.DECODE,
                new Wire.Decode(
                    task.number(), absolute(task.file()), limits, startSeconds, sampleRate)),
        new Result<>(AudioInfo.class, AnswerValidation::info));
  }

  /**
   * Decodes a published M4A, as stereo at its own rate.
   *
   * @param startSeconds from where on, or from a little before
   */
  public IsolatedDecoder<M4aSound.Facts> m4aSound(Path file, double startSeconds)
      throws ProcessingException {
    return IsolatedDecoder.open(
        pool,
        file,
        limits.bytes(),
        task ->
            Wire.frame(
                FrameKind.PLAY_M4A,
                new Wire.PlayM4a(task.number(), absolute(task.file()), startSeconds)),
        new Result<>(M4aSound.Facts.class, AnswerValidation::m4aSound));
  }

  /** Decodes the packets of a rung. */
  public IsolatedPackets packets() throws ProcessingException {
    return IsolatedPackets.open(pool);
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
      Result<T> result,
      BooleanSupplier cancelled,
      Progress progress)
      throws ChildException, Told {
    ChildProcess child = pool.take();
    boolean good = false;
    try (TaskExchange exchange = child.begin(file, limits.bytes(), order, cancelled)) {
      while (true) {
        Frame frame = exchange.next();
        switch (frame.kind()) {
          case PROGRESS -> progress.on(progress(exchange, frame));
          case DONE -> {
            T found = read(exchange, frame, result);
            good = true;
            return found;
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

  /** The answer that a task has, and whether its values are possible. */
  record Result<T>(Class<T> type, Check<T> check) {
    T of(Frame frame) throws FrameException {
      T value = Wire.read(frame, type);
      check.of(value);
      return value;
    }
  }

  /** Refuses values that no file can have. */
  interface Check<T> {
    void of(T value) throws FrameException;
  }

  private static <T> T read(TaskExchange exchange, Frame frame, Result<T> result)
      throws ChildException {
    try {
      return result.of(frame);
    } catch (FrameException e) {
      throw exchange.garbage(e);
    }
  }

  private static ProgressEvent progress(TaskExchange exchange, Frame frame) throws ChildException {
    try {
      return exchange.progress(frame);
    } catch (FrameException e) {
      throw exchange.garbage(e);
    }
  }

  private static Wire.Failed failed(TaskExchange exchange, Frame frame) throws ChildException {
    try {
      return ChildFailures.failed(frame);
    } catch (FrameException e) {
      throw exchange.garbage(e);
    }
  }
}
