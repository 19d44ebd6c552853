package org.audioprocessor.media.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.TsPackets;
import org.audioprocessor.media.decode.AacDecoder;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentMuxerTest {
  private static final int RATE = 24_000;
  private static final AacSettings LOW = new AacSettings(RATE, 48_000, Coder.FAST, 0);
  private static final int PACKETS_PER_SEGMENT = 40;

  /** JavaCPP keeps ten live callbacks of a type; the eleventh would be null and write nothing. */
  @Test
  void twelveMuxersAtOnceAllWriteTheirOwnBytes() throws MediaException, IOException {
    List<Rung> rungs = new ArrayList<>();
    try {
      for (int i = 0; i < 12; i++) {
        rungs.add(new Rung(126_000));
      }
      for (int i = 0; i < 12; i++) {
        rungs.get(i).encode(sound(i));
      }
      for (int i = 0; i < 12; i++) {
        Rung rung = rungs.get(i);
        rung.finish();
        assertThat(rung.segments).hasSize(3);
        assertThat(rung.muxed()).containsExactlyElementsOf(rung.encoded);
      }
    } finally {
      rungs.forEach(Rung::close);
    }
    assertThat(rungs.get(0).encoded).isNotEqualTo(rungs.get(1).encoded);
  }

  @Test
  void everySegmentStartsWithItsTablesAndNoneComesTwice() throws MediaException, IOException {
    for (byte[] segment : segments(126_000)) {
      TsPackets ts = new TsPackets();
      ts.read(segment);
      assertThat(ts.pids.subList(0, 3)).containsExactly(0, 0x1000, 0x100);
      assertThat(ts.pids.subList(3, ts.pids.size())).doesNotContain(0, 0x11, 0x1000);
      assertThat(ts.pids.stream().filter(pid -> pid == 0).count()).isEqualTo(1);
      assertThat(ts.adtsFrames()).isNotEmpty();
    }
  }

  @Test
  void countersRunOnAcrossSegments() throws MediaException, IOException {
    TsPackets ts = new TsPackets();
    segments(126_000).forEach(ts::read);
    assertThat(ts.counterErrors).isZero();
    assertThat(ts.lastCounter).containsKeys(0, 0x1000, 0x100);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9_000, 126_000, 900_000_007L})
  void timesAreWrittenAsGiven(long first) throws MediaException, IOException {
    List<byte[]> segments = segments(first);
    for (int i = 0; i < segments.size(); i++) {
      TsPackets ts = new TsPackets();
      ts.read(segments.get(i));
      assertThat(ts.pts.getFirst())
          .isEqualTo(first + (long) i * PACKETS_PER_SEGMENT * 1024 * 90_000 / RATE);
    }
  }

  /** ISO/IEC 13818-1, 2.7.2; of silence a packet would hold half a second. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0})
  void clockReferencesAreAtMost100MsApartAlsoAcrossSegmentsAndInSilence(double level)
      throws MediaException, IOException {
    TsPackets ts = new TsPackets();
    try (Rung rung = new Rung(126_000)) {
      rung.encode(AudioFiles.noise(2, 2 * PACKETS_PER_SEGMENT * 1024, level, 1));
      rung.finish();
      rung.segments.forEach(ts::read);
    }
    assertThat(ts.references.getFirst()).isEqualTo(126_000 - 63_000);
    for (int i = 1; i < ts.references.size(); i++) {
      assertThat(ts.references.get(i) - ts.references.get(i - 1)).isBetween(1L, 9_000L);
    }
    long end = ts.pts.getFirst() + ts.adtsFrames().size() * 1024L * 90_000 / RATE;
    assertThat(end - 63_000 - ts.references.getLast()).isBetween(1L, 9_000L);
    assertThat(ts.counterErrors).isZero();
  }

  /** A sound that begins at 0 cannot arrive before. */
  @Test
  void theClockDoesNotBeginBeforeZero() throws MediaException, IOException {
    TsPackets ts = new TsPackets();
    ts.read(segments(9_000).getFirst());
    assertThat(ts.references.getFirst()).isZero();
  }

  @Test
  void theContainerCostsLessThanAFifth() throws MediaException, IOException {
    try (Rung rung = new Rung(126_000)) {
      rung.encode(sound(1));
      rung.finish();
      TsPackets ts = new TsPackets();
      rung.segments.forEach(ts::read);
      long written = 188 * ts.pids.stream().filter(pid -> pid != TsPackets.NULL_PID).count();
      assertThat((double) written / rung.encodedBytes).isBetween(1.0, 1.2);
    }
  }

  /** Of fewer packets FFmpeg's demuxer says that it may be mistaken, and of five it knows none. */
  @Test
  void aSegmentOfOneFrameIsLongEnoughToBeRecognised() throws MediaException, IOException {
    TsPackets ts = new TsPackets();
    ts.read(segments(126_000).getLast());
    assertThat(ts.adtsFrames()).hasSize(1);
    assertThat(ts.pids).hasSize(11).startsWith(0, 0x1000, 0x100).endsWith(TsPackets.NULL_PID);
  }

  @Test
  void aCutWithoutPacketsIsEmpty() throws MediaException {
    try (Rung rung = new Rung(0)) {
      assertThat(rung.muxer.cut()).isEmpty();
      assertThat(rung.muxer.finish()).isEmpty();
      assertThatThrownBy(rung.muxer::finish).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void everySegmentDecodesOnItsOwn() throws MediaException, IOException {
    for (byte[] segment : segments(126_000)) {
      TsPackets ts = new TsPackets();
      ts.read(segment);
      try (AacDecoder decoder = AacDecoder.open()) {
        AudioBlock block = new AudioBlock();
        for (byte[] frame : ts.adtsFrames()) {
          assertThat(decoder.decode(frame, 0, frame.length, block)).isEqualTo(1024);
          assertThat(block.channels()).isEqualTo(2);
        }
      }
    }
  }

  private static float[][] sound(int seed) {
    return AudioFiles.noise(2, 2 * PACKETS_PER_SEGMENT * 1024, 0.3, seed);
  }

  private static List<byte[]> segments(long first) throws MediaException, IOException {
    try (Rung rung = new Rung(first)) {
      rung.encode(sound(7));
      rung.finish();
      return rung.segments;
    }
  }

  /** An encoder and its muxer, cutting every 40 packets. */
  private static final class Rung implements AutoCloseable {
    private final AacEncoder encoder = AacEncoder.open(LOW);
    private final SegmentMuxer muxer = SegmentMuxer.open(RATE, encoder);
    private final List<byte[]> segments = new ArrayList<>();
    private final List<Long> encoded = new ArrayList<>();
    private final long first;
    private long encodedBytes;

    private Rung(long first) throws MediaException {
      this.first = first;
    }

    private void encode(float[][] sound) throws MediaException, IOException {
      encoder.encode(sound, 0, sound[0].length, this::write);
    }

    private void write(EncodedPacket packet) throws MediaException {
      if (packet.index() > 0 && packet.index() % PACKETS_PER_SEGMENT == 0) {
        segments.add(muxer.cut());
      }
      muxer.write(packet, first + packet.index() * 1024 * 90_000 / RATE);
      encoded.add(packet.hash());
      encodedBytes += packet.size();
    }

    private void finish() throws MediaException, IOException {
      encoder.finish(this::write);
      segments.add(muxer.finish());
    }

    /** The packets as a player would find them. */
    private List<Long> muxed() {
      TsPackets ts = new TsPackets();
      segments.forEach(ts::read);
      List<Long> hashes = new ArrayList<>();
      for (byte[] frame : ts.adtsFrames()) {
        byte[] raw = Arrays.copyOfRange(frame, 7, frame.length);
        hashes.add(EncodedPacket.hash(raw, raw.length));
      }
      return hashes;
    }

    @Override
    public void close() {
      muxer.close();
      encoder.close();
    }
  }
}
