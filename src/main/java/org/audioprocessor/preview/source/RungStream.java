package org.audioprocessor.preview.source;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.ts.AdtsFrame;
import org.audioprocessor.hls.ts.TsSegment;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack.PublishedSound;
import org.audioprocessor.preview.source.RungSource.RungIndex;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the packets of a rung in order. A packet that cannot be decoded gives silence of the same
 * length, which keeps the position of the following ones.
 */
final class RungStream implements StereoStream {
  /** At least half a second, since each batch may be a round trip to another process. */
  private static final int BATCH_PACKETS = 32;

  private final RungIndex index;
  private final SegmentAhead ahead;
  private final PublishedSound.PacketDecoder decoder;
  private final OptionalDouble musicSeconds;
  private final long firstPacket;
  private int segment;
  private @Nullable TsSegment current;
  private long packet;
  private final float[][] decoded = new float[2][BATCH_PACKETS * Rung.FRAME_SAMPLES];

  /** Decoded packets that were not read yet, and the position of the first. */
  private int waiting;

  private int place;

  /**
   * @param ahead starts at the segment that contains {@code from}
   * @param from the first packet to decode; its sound is dropped unless it is packet 0
   */
  RungStream(
      RungIndex index,
      SegmentAhead ahead,
      PublishedSound.PacketDecoder decoder,
      long from,
      OptionalDouble musicSeconds) {
    this.index = index;
    this.ahead = ahead;
    this.musicSeconds = musicSeconds;
    this.segment = index.segmentOf(from);
    this.packet = from;
    this.firstPacket = from == 0 ? 0 : from + 1;
    this.decoder = decoder;
  }

  @Override
  public int sampleRate() {
    return index.rung().sampleRate();
  }

  @Override
  public long firstFrame() {
    return index.musicFrame(firstPacket);
  }

  @Override
  public OptionalDouble musicSeconds() {
    return musicSeconds;
  }

  @Override
  public boolean read(AudioBlock stereo) throws PlaybackException, InterruptedException {
    boolean wanted;
    do {
      if (packet >= index.firstPacket(index.segments())) {
        return false;
      }
      decode(stereo);
      wanted = packet >= firstPacket;
      packet++;
    } while (!wanted);
    return true;
  }

  private void decode(AudioBlock stereo) throws PlaybackException, InterruptedException {
    if (waiting == 0) {
      decodeBatch();
    }
    float[][] planes = stereo.resize(decoded.length, Rung.FRAME_SAMPLES);
    for (int channel = 0; channel < decoded.length; channel++) {
      System.arraycopy(decoded[channel], place, planes[channel], 0, Rung.FRAME_SAMPLES);
    }
    place += Rung.FRAME_SAMPLES;
    waiting--;
  }

  /** Missing packets of a segment give silence. */
  private void decodeBatch() throws PlaybackException, InterruptedException {
    TsSegment holding = segment();
    List<AdtsFrame> frames = holding.frames();
    int within = (int) (packet - index.firstPacket(segment));
    int wanted = (int) Math.min(BATCH_PACKETS, index.firstPacket(segment + 1) - packet);
    int found = Math.clamp(frames.size() - within, 0, wanted);
    if (found > 0) {
      decoder.decode(holding.elementary(), frames.subList(within, within + found), decoded);
    }
    for (float[] plane : decoded) {
      Arrays.fill(plane, found * Rung.FRAME_SAMPLES, wanted * Rung.FRAME_SAMPLES, 0f);
    }
    waiting = wanted;
    place = 0;
  }

  private TsSegment segment() throws PlaybackException, InterruptedException {
    TsSegment holding = current;
    if (holding == null || packet >= index.firstPacket(segment + 1)) {
      segment = holding == null ? segment : segment + 1;
      holding = TsSegment.read(ahead.take());
      requireSound(holding);
      current = holding;
    }
    return holding;
  }

  private void requireSound(TsSegment read) throws PlaybackException {
    if (read.frames().isEmpty()) {
      throw new PlaybackException(
          "The segment “"
              + index.uri(segment)
              + "” of “"
              + index.rung().name()
              + "” holds no sound. Process the track again.");
    }
  }

  @Override
  public void close() {
    ahead.close();
    decoder.close();
  }

  /** Reads segments in order, a few ahead of the reader. For one thread. */
  static final class SegmentAhead implements AutoCloseable {
    private static final int AHEAD = 3;

    private final SegmentCache cache;
    private final ExecutorService executor;
    private final IntFunction<String> keyOf;
    private final int end;
    private final Deque<Future<byte[]>> coming = new ArrayDeque<>();
    private int next;

    /**
     * @param first the first segment
     * @param end the number of segments
     */
    SegmentAhead(
        SegmentCache cache,
        ExecutorService executor,
        IntFunction<String> keyOf,
        int first,
        int end) {
      this.cache = cache;
      this.executor = executor;
      this.keyOf = keyOf;
      this.next = first;
      this.end = end;
      ask();
    }

    private void ask() {
      while (coming.size() < AHEAD && next < end) {
        String key = keyOf.apply(next++);
        coming.add(executor.submit(() -> cache.bytes(key)));
      }
    }

    /** Returns the next segment's bytes; requires that there is one. */
    byte[] take() throws PlaybackException, InterruptedException {
      Future<byte[]> first = coming.remove();
      try {
        byte[] bytes = first.get();
        ask();
        return bytes;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof PlaybackException failed
            ? failed
            : new PlaybackException("A segment cannot be read: " + e.getCause(), e);
      } finally {
        first.cancel(true);
      }
    }

    @Override
    public void close() {
      coming.forEach(future -> future.cancel(true));
      coming.clear();
    }
  }
}
