package org.audioprocessor.process.isolation;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.media.encode.M4aSound;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
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
import org.jspecify.annotations.Nullable;

/**
 * Probes, measures and decodes raw files and published files in child processes. Safe for use by
 * many threads.
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
   * @throws MediaException if it is no audio file within the limits; INTERNAL if no child can be
   *     started
   */
  public AudioInfo probe(Path file) throws MediaException {
    try {
      return ask(
          file,
          task -> Wire.frame(FrameKind.PROBE, new Wire.Probe(task.number(), task.path(), limits)),
          new Result<>(AudioInfo.class, AnswerValidation::info),
          () -> false,
          Progress.NONE);
    } catch (ChildException e) {
      throw e.toMedia();
    } catch (TaskFailedException e) {
      MediaFault fault = e.failed.fault();
      throw new MediaException(fault == null ? MediaFault.INTERNAL : fault, e.failed.sentence());
    }
  }

  /**
   * Measures a file and computes its waveform in one decode.
   *
   * @param mostColumns of the waveform, at least 1
   */
  public FileOverview overview(Path file, int mostColumns, CancelToken cancel, Progress progress)
      throws ProcessingException {
    return process(
        file,
        task ->
            Wire.frame(
                FrameKind.OVERVIEW,
                new Wire.Overview(task.number(), task.path(), limits, mostColumns)),
        new Result<>(FileOverview.class, found -> AnswerValidation.overview(found, mostColumns)),
        cancel,
        progress);
  }

  /**
   * Measures the loudness of a file.
   *
   * @param checked whether to look for faults of the sound, too
   */
  public FileMeasurement measure(Path file, boolean checked, CancelToken cancel, Progress progress)
      throws ProcessingException {
    FileMeasurement found =
        process(
            file,
            task ->
                Wire.frame(
                    FrameKind.MEASURE,
                    new Wire.Measure(task.number(), task.path(), limits, checked)),
            new Result<>(FileMeasurement.class, AnswerValidation::measurement),
            cancel,
            progress);
    return new FileMeasurement(
        file, found.seconds(), found.loudness(), found.warnings(), found.findings());
  }

  @Override
  public RungSound listen(PublishedRung rung, Path file, CancelToken cancel, Progress progress)
      throws ProcessingException {
    return process(
        file,
        task -> Wire.frame(FrameKind.RUNG, new Wire.ListenToRung(task.number(), rung, task.path())),
        new Result<>(RungSound.class, found -> AnswerValidation.rung(found, rung)),
        cancel,
        progress);
  }

  @Override
  public M4aFacts m4a(Path file, CancelToken cancel) throws ProcessingException {
    return process(
        file,
        task -> Wire.frame(FrameKind.M4A, new Wire.ReadM4a(task.number(), task.path())),
        new Result<>(M4aFacts.class, AnswerValidation::m4a),
        cancel,
        Progress.NONE);
  }

  /** Names the AAC encoders of libraries of the system, with their versions. */
  public Map<Coder, String> encoders() throws ProcessingException {
    return process(
            null,
            task -> Wire.frame(FrameKind.ENCODERS, new Wire.NameEncoders(task.number())),
            new Result<>(Wire.Encoders.class, AnswerValidation::encoders),
            new CancelToken(),
            Progress.NONE)
        .names();
  }

  private <T> T process(
      @Nullable Path file,
      Function<ChildProcess.Task, Frame> request,
      Result<T> result,
      CancelToken cancel,
      Progress progress)
      throws ProcessingException {
    cancel.check();
    try {
      return ask(file, request, result, cancel, progress);
    } catch (ChildException e) {
      cancel.check();
      throw e.toProcessing();
    } catch (TaskFailedException e) {
      cancel.check();
      throw new ProcessingException(e.failed.kind(), e.failed.sentence());
    }
  }

  /**
   * Decodes a file, as stereo.
   *
   * @param startSeconds where to start
   * @param sampleRate of the decoded sound, in Hz
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
                new Wire.Decode(task.number(), task.path(), limits, startSeconds, sampleRate)),
        new Result<>(AudioInfo.class, AnswerValidation::info));
  }

  /**
   * Decodes a published M4A, as stereo at its own rate.
   *
   * @param startSeconds where to start; the sound may begin slightly earlier
   */
  public IsolatedDecoder<M4aSound.Facts> m4aSound(Path file, double startSeconds)
      throws ProcessingException {
    return IsolatedDecoder.open(
        pool,
        file,
        limits.bytes(),
        task ->
            Wire.frame(
                FrameKind.PLAY_M4A, new Wire.PlayM4a(task.number(), task.path(), startSeconds)),
        new Result<>(M4aSound.Facts.class, AnswerValidation::m4aSound));
  }

  /** Decodes the packets of a rung. */
  public IsolatedPackets packets() throws ProcessingException {
    return IsolatedPackets.open(pool);
  }

  /** The child reports that the task has failed. */
  private static final class TaskFailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Wire.Failed failed;

    TaskFailedException(Wire.Failed failed) {
      super(failed.sentence());
      this.failed = failed;
    }
  }

  private <T> T ask(
      @Nullable Path file,
      Function<ChildProcess.Task, Frame> request,
      Result<T> result,
      BooleanSupplier cancelled,
      Progress progress)
      throws ChildException, TaskFailedException {
    ChildProcess child = pool.take();
    boolean good = false;
    try (TaskExchange exchange = child.begin(file, limits.bytes(), request, cancelled)) {
      T found = answer(exchange, result, progress);
      good = true;
      return found;
    } catch (TaskFailedException e) {
      // a child whose FFmpeg call does not return reports TOO_EXPENSIVE and ends itself
      good =
          e.failed.kind() != FailureKind.INTERNAL && e.failed.fault() != MediaFault.TOO_EXPENSIVE;
      throw e;
    } finally {
      pool.release(child, good);
    }
  }

  private static <T> T answer(TaskExchange exchange, Result<T> result, Progress progress)
      throws ChildException, TaskFailedException {
    try {
      while (true) {
        Frame frame = exchange.next();
        switch (frame.kind()) {
          case PROGRESS -> progress.on(exchange.progress(frame));
          case DONE -> {
            return result.of(frame);
          }
          case FAILED -> throw new TaskFailedException(AnswerValidation.failed(frame));
          default -> throw FrameException.unexpected(frame);
        }
      }
    } catch (FrameException e) {
      throw exchange.garbage(e);
    }
  }

  /** The type of a task's answer and the check of its values. */
  record Result<T>(Class<T> type, Check<T> check) {
    T of(Frame frame) throws FrameException {
      T value = Wire.read(frame, type);
      check.of(value);
      return value;
    }
  }

  /** Throws if a value is impossible. */
  interface Check<T> {
    void of(T value) throws FrameException;
  }
}
