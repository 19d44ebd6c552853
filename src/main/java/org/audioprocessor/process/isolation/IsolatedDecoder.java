package org.audioprocessor.process.isolation;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes a file in a child and reads its sound; the child blocks while nothing is read. Has no
 * seek: open another decoder at the new start. For one thread.
 *
 * @param <I> facts about the file that the child sends when it has opened the file
 */
public final class IsolatedDecoder<I> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IsolatedDecoder.class);
  private static final FloatBuffer NOTHING = FloatBuffer.allocate(0);

  private final ChildPool pool;
  private final ChildProcess child;
  private final TaskExchange exchange;
  private final AtomicBoolean stop;
  private final I info;
  private FloatBuffer samples = NOTHING;
  private boolean ended;
  private boolean answered;
  private boolean closed;

  private IsolatedDecoder(
      ChildPool pool, ChildProcess child, TaskExchange exchange, AtomicBoolean stop, I info) {
    this.pool = pool;
    this.child = child;
    this.exchange = exchange;
    this.stop = stop;
    this.info = info;
  }

  static <I> IsolatedDecoder<I> open(
      ChildPool pool,
      Path file,
      long mostBytes,
      Function<ChildProcess.Task, Frame> request,
      IsolatedFiles.Result<I> opened)
      throws ProcessingException {
    try {
      ChildProcess child = pool.take();
      try {
        AtomicBoolean stop = new AtomicBoolean();
        TaskExchange exchange = child.begin(file, mostBytes, request, stop::get);
        try {
          I info = opened(exchange, opened);
          return new IsolatedDecoder<>(pool, child, exchange, stop, info);
        } catch (Throwable t) {
          exchange.close();
          throw t;
        }
      } catch (Throwable t) {
        pool.release(child, false);
        throw t;
      }
    } catch (ChildException e) {
      throw e.toProcessing();
    }
  }

  private static <I> I opened(TaskExchange exchange, IsolatedFiles.Result<I> result)
      throws ChildException, ProcessingException {
    Frame frame = exchange.next();
    try {
      return switch (frame.kind()) {
        case OPENED -> result.of(frame);
        case FAILED -> throw failure(frame);
        default -> throw FrameException.unexpected(frame);
      };
    } catch (FrameException e) {
      throw exchange.garbage(e);
    }
  }

  private static ProcessingException failure(Frame frame) throws FrameException {
    Wire.Failed failed = AnswerValidation.failed(frame);
    return new ProcessingException(failed.kind(), failed.sentence());
  }

  /** Facts about the file. */
  public I info() {
    return info;
  }

  /**
   * Reads the next sound, left and right in turns, ±1.0 = full scale; values above full scale are
   * not clipped.
   *
   * @param interleaved room for a whole number of frames
   * @return number of frames read, at least 1; −1 at the end
   */
  public int read(float[] interleaved) throws ProcessingException {
    while (!samples.hasRemaining() && !ended) {
      fetch();
    }
    if (ended) {
      return -1;
    }
    int frames = Math.min(samples.remaining(), interleaved.length) / Frame.CHANNELS;
    samples.get(interleaved, 0, frames * Frame.CHANNELS);
    return frames;
  }

  private void fetch() throws ProcessingException {
    try {
      Frame frame = exchange.next();
      switch (frame.kind()) {
        case SOUND -> {
          samples = frame.toSound();
          if (samples.hasRemaining()) {
            exchange.advanced();
          }
        }
        case DONE -> end(true);
        case FAILED -> {
          end(true);
          throw failure(frame);
        }
        default -> throw FrameException.unexpected(frame);
      }
    } catch (FrameException e) {
      end(false);
      throw exchange.garbage(e).toProcessing();
    } catch (ChildException e) {
      end(false);
      throw e.toProcessing();
    }
  }

  /** Ends the task; an answered child may run another one. */
  private void end(boolean withAnswer) {
    ended = true;
    answered = withAnswer;
  }

  /** Stops the task within a second. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (exchange) {
      stop.set(true);
      while (!ended) {
        FrameKind kind = exchange.next().kind();
        if (kind == FrameKind.DONE || kind == FrameKind.FAILED) {
          end(true);
        }
      }
    } catch (ChildException e) {
      LOG.debug("the child of a decoder was killed", e);
    } finally {
      pool.release(child, answered);
    }
  }
}
