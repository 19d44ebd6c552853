package org.audioprocessor.process.isolation;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.isolation.protocol.FrameKind;
import org.audioprocessor.process.isolation.protocol.SoundFrame;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file as it is decoded in a child, pulled: the child waits while nothing is read. To play from
 * elsewhere is to open another one. For one thread.
 *
 * @param <I> what the child says of the file once it is open
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
      Function<ChildProcess.Task, Frame> order,
      IsolatedFiles.Result<I> opened)
      throws ProcessingException {
    try {
      ChildProcess child = pool.take();
      try {
        AtomicBoolean stop = new AtomicBoolean();
        TaskExchange exchange = child.begin(file, mostBytes, order, stop::get);
        try {
          I info = opened(exchange, opened);
          return new IsolatedDecoder<>(pool, child, exchange, stop, info);
        } catch (Throwable t) {
          exchange.close();
          throw t;
        }
      } catch (Throwable t) {
        pool.giveBack(child, false);
        throw t;
      }
    } catch (ChildException e) {
      throw e.ending().toProcessing(e);
    }
  }

  private static <I> I opened(TaskExchange exchange, IsolatedFiles.Result<I> result)
      throws ChildException, ProcessingException {
    Frame frame = exchange.next();
    try {
      return switch (frame.kind()) {
        case OPENED -> result.of(frame);
        case FAILED -> throw failure(frame);
        default -> throw new FrameException("out of place: " + frame);
      };
    } catch (FrameException e) {
      throw exchange.garbage(e);
    }
  }

  private static ProcessingException failure(Frame frame) throws FrameException {
    Wire.Failed failed = ChildFailures.failed(frame);
    return new ProcessingException(failed.kind(), failed.sentence());
  }

  /** What the file is. */
  public I info() {
    return info;
  }

  /**
   * Reads the next sound, left and right in turns, ±1.0 = full scale; what is above full scale is
   * given as it is.
   *
   * @param interleaved room for a whole number of frames
   * @return frames that were read, at least 1; −1 at the end
   */
  public int read(float[] interleaved) throws ProcessingException {
    while (!samples.hasRemaining() && !ended) {
      fetch();
    }
    if (ended) {
      return -1;
    }
    int frames = Math.min(samples.remaining(), interleaved.length) / SoundFrame.CHANNELS;
    samples.get(interleaved, 0, frames * SoundFrame.CHANNELS);
    return frames;
  }

  private void fetch() throws ProcessingException {
    try {
      Frame frame = exchange.next();
      switch (frame.kind()) {
        case SOUND -> {
          samples = SoundFrame.samples(frame);
          if (samples.hasRemaining()) {
            exchange.advanced();
          }
        }
        case DONE -> end(true);
        case FAILED -> {
          end(true);
          throw failure(frame);
        }
        default -> throw new FrameException("out of place: " + frame);
      }
    } catch (FrameException e) {
      end(false);
      throw exchange.garbage(e).ending().toProcessing(e);
    } catch (ChildException e) {
      end(false);
      throw e.ending().toProcessing(e);
    }
  }

  /** Whether it came to its end with an answer. */
  private void end(boolean withAnswer) {
    ended = true;
    answered = withAnswer;
  }

  /** Stops the child within a second, wherever it is. */
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
      LOG.debug("a decoder was stopped the hard way", e);
    } finally {
      pool.giveBack(child, answered);
    }
  }
}
