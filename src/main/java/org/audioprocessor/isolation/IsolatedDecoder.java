package org.audioprocessor.isolation;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.pipeline.ProcessingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A raw file as it is decoded in a child, pulled: the child waits while nobody reads. To play from
 * elsewhere is to open another one. For one thread.
 */
public final class IsolatedDecoder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IsolatedDecoder.class);
  private static final FloatBuffer NOTHING = FloatBuffer.allocate(0);

  private final ChildPool pool;
  private final ChildProcess child;
  private final Exchange exchange;
  private final AtomicBoolean stop;
  private final AudioInfo info;
  private FloatBuffer samples = NOTHING;
  private boolean ended;
  private boolean answered;
  private boolean closed;

  private IsolatedDecoder(
      ChildPool pool, ChildProcess child, Exchange exchange, AtomicBoolean stop, AudioInfo info) {
    this.pool = pool;
    this.child = child;
    this.exchange = exchange;
    this.stop = stop;
    this.info = info;
  }

  static IsolatedDecoder open(
      ChildPool pool, Path file, MediaLimits limits, Function<ChildProcess.Task, Frame> order)
      throws ProcessingException {
    try {
      ChildProcess child = pool.take();
      try {
        AtomicBoolean stop = new AtomicBoolean();
        Exchange exchange = child.begin(file, limits.bytes(), order, stop::get);
        try {
          AudioInfo info = opened(exchange);
          return new IsolatedDecoder(pool, child, exchange, stop, info);
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

  private static AudioInfo opened(Exchange exchange) throws ChildException, ProcessingException {
    Frame frame = exchange.next();
    try {
      return switch (frame.kind()) {
        case OPENED -> Wire.read(frame, AudioInfo.class);
        case FAILED -> throw failure(frame);
        default -> throw new FrameException("out of place: " + frame);
      };
    } catch (FrameException e) {
      throw exchange.garbage(e);
    }
  }

  private static ProcessingException failure(Frame frame) throws FrameException {
    Wire.Failed failed = Answers.failed(frame);
    return new ProcessingException(failed.kind(), failed.sentence());
  }

  /** What the file is. */
  public AudioInfo info() {
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
