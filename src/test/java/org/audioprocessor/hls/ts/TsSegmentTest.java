package org.audioprocessor.hls.ts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.hls.rules.TransportFacts;
import org.audioprocessor.testing.TsBuilder;
import org.junit.jupiter.api.Test;

class TsSegmentTest {
  private static final AudioFormat FORMAT = new AudioFormat(44_100, 2, "mp4a.40.2");

  private static TsBuilder builder() {
    return new TsBuilder(44_100, Timeline.OFFSET_90K);
  }

  private static List<TsFault.Kind> kinds(TsSegment segment) {
    return segment.transport().faults().stream().map(TsFault::kind).distinct().toList();
  }

  @Test
  void aSoundSegmentIsReadWhole() {
    TsSegment segment = TsSegment.read(builder().segment(50));

    assertThat(segment.transport().faults()).isEmpty();
    assertThat(segment.transport().tablesFirst()).isTrue();
    assertThat(segment.transport().streams()).isEqualTo(new TransportFacts.Streams(1, 1, 0));
    assertThat(segment.audio().formats()).containsExactly(FORMAT);
    assertThat(segment.audio().frames()).isEqualTo(50);
    assertThat(segment.audio().startsOnFrame()).isTrue();
    assertThat(segment.pesPts90k()).hasSize(8).startsWith(126_000, 126_000 + 14_629);
  }

  @Test
  void everyFramesBytesAndTimestampAreGiven() {
    TsSegment segment = TsSegment.read(builder().payloadBytes(300).segment(20));

    for (int i = 0; i < 20; i++) {
      AdtsFrame frame = segment.frames().get(i);
      assertThat(frame.lengthBytes()).isEqualTo(307);
      assertThat(frame.headerBytes()).isEqualTo(7);
      assertThat(segment.elementary()[frame.offsetBytes() + 7]).isEqualTo((byte) (i + 7));
      assertThat(frame.pts90k() - Math.round(126_000 + i * 1024 * 90_000 / 44_100.0))
          .isBetween(-1L, 1L);
    }
  }

  @Test
  void timestampsOfThirtyThreeBitsAreReadAndWrap() {
    long nearTheEnd = (1L << 33) - 1000;
    TsSegment segment = TsSegment.read(new TsBuilder(44_100, nearTheEnd).segment(7));

    assertThat(segment.audio().firstPts90k()).isEqualTo(nearTheEnd);
    assertThat(segment.audio().lastPts90k()).isEqualTo(6 * 1024 * 90_000 / 44_100 - 1000 + 1);
    assertThat(segment.transport().faults()).isEmpty();
  }

  @Test
  void aLostPacketIsSeenInTheCounter() {
    byte[] bytes = builder().segment(50);
    byte[] without = Arrays.copyOf(bytes, bytes.length - 188);
    System.arraycopy(bytes, 188 * 6, without, 188 * 5, without.length - 188 * 5);

    TsSegment segment = TsSegment.read(without);

    assertThat(kinds(segment)).contains(TsFault.Kind.CONTINUITY);
    assertThat(segment.transport().counters())
        .filteredOn(counter -> counter.pid() == TsBuilder.AUDIO_PID)
        .singleElement()
        .extracting(TransportFacts.Counter::errors)
        .isEqualTo(1);
  }

  @Test
  void missingOrDamagedTablesAreSeen() {
    TsSegment missing = TsSegment.read(builder().withoutTables().segment(10));
    TsSegment damaged = TsSegment.read(builder().damagedTable().segment(10));

    assertThat(missing.transport().tablesFirst()).isFalse();
    assertThat(missing.frames()).isEmpty();
    assertThat(damaged.transport().tablesFirst()).isFalse();
    assertThat(kinds(damaged)).contains(TsFault.Kind.TABLES);
  }

  @Test
  void tablesAfterTheAudioAreTooLate() {
    byte[] bytes = builder().segment(10);
    byte[] late = Arrays.copyOfRange(bytes, 376, bytes.length + 376);
    System.arraycopy(bytes, 0, late, bytes.length - 376, 376);

    assertThat(TsSegment.read(late).transport().tablesFirst()).isFalse();
  }

  @Test
  void streamsAndProgrammesAreCounted() {
    TransportFacts transport =
        TsSegment.read(builder().programmes(2).audioStreams(3).segment(10)).transport();

    assertThat(transport.streams()).isEqualTo(new TransportFacts.Streams(2, 3, 0));
  }

  @Test
  void aSegmentThatStartsInsideAFrameSaysSo() {
    TsSegment segment = TsSegment.read(builder().startsInsideFrame().segment(10));

    assertThat(segment.audio().startsOnFrame()).isFalse();
    assertThat(segment.audio().frames()).isEqualTo(9);
    assertThat(kinds(segment)).contains(TsFault.Kind.FRAMES);
  }

  @Test
  void aMissingTimestampAndADiscontinuityAreSeen() {
    TsSegment untimed = TsSegment.read(builder().withoutTimestamps().segment(10));
    TsSegment broken = TsSegment.read(builder().discontinuity().segment(10));

    assertThat(kinds(untimed)).containsExactly(TsFault.Kind.TIMING);
    assertThat(untimed.audio().firstPts90k()).isEqualTo(-1);
    assertThat(untimed.audio().startsOnFrame()).isFalse();
    assertThat(broken.transport().discontinuities()).isEqualTo(1);
  }

  @Test
  void aSegmentThatIsCutOffSaysSo() {
    byte[] bytes = builder().segment(10);

    TsSegment odd = TsSegment.read(Arrays.copyOf(bytes, bytes.length - 1));
    TsSegment shorter = TsSegment.read(Arrays.copyOf(bytes, bytes.length - 188));

    assertThat(kinds(odd)).contains(TsFault.Kind.PACKETS, TsFault.Kind.FRAMES);
    assertThat(kinds(shorter)).contains(TsFault.Kind.PACKETS, TsFault.Kind.FRAMES);
  }

  @Test
  void emptyBytesAreAFaultAndNotACrash() {
    TsSegment segment = TsSegment.read(new byte[0]);

    assertThat(kinds(segment)).containsExactly(TsFault.Kind.PACKETS);
    assertThat(segment.transport().tablesFirst()).isFalse();
    assertThat(segment.audio().frames()).isZero();
  }

  @Test
  void segmentsThatFollowEachOtherRunOn() {
    TsBuilder builder = builder();
    TsContinuity continuity = new TsContinuity();
    for (int i = 0; i < 5; i++) {
      TsSegment segment = TsSegment.read(builder.segment(441 - i));
      assertThat(continuity.accept(segment.transport(), segment.audio())).isEmpty();
    }
  }

  @Test
  void aGapAnOverlapAndALostPacketBetweenSegmentsAreNamed() {
    assertThat(second(builder -> builder.lateBy(900))).singleElement().asString().contains("a gap");
    assertThat(second(builder -> builder.lateBy(-900)))
        .singleElement()
        .asString()
        .contains("overlap by 10.000 ms");
    assertThat(second(TsBuilder::lostPacket)).singleElement().asString().contains("stream 256");
  }

  private static List<String> second(Consumer<TsBuilder> fault) {
    TsBuilder builder = builder();
    TsContinuity continuity = new TsContinuity();
    TsSegment first = TsSegment.read(builder.segment(441));
    assertThat(continuity.accept(first.transport(), first.audio())).isEmpty();
    fault.accept(builder);
    TsSegment second = TsSegment.read(builder.segment(441));
    return continuity.accept(second.transport(), second.audio());
  }

  @Test
  void clockReferencesThatAreFarApartOrFarFromTheSoundAreNamed() {
    assertThat(timing(builder().fewReferences()))
        .contains("Its clock references are 163 ms apart; at most 100 are allowed.");
    assertThat(timing(builder().clockLateBy(-31_500)))
        .contains("A frame arrives 1050 ms before its time; 0 to 1000 are allowed.");
    assertThat(timing(builder().clockLateBy(72_000)))
        .contains("A frame arrives -100 ms before its time; 0 to 1000 are allowed.");
    assertThat(timing(builder())).isEmpty();
  }

  private static List<String> timing(TsBuilder builder) {
    return TsSegment.read(builder.segment(50)).transport().sentences(TsFault.Kind.TIMING);
  }

  @Test
  void clockReferencesFollowEachOtherAcrossSegments() {
    assertThat(second(builder -> builder.clockLateBy(7_000)))
        .singleElement()
        .asString()
        .contains("clock references are");
  }

  @Test
  void noDamageCrashesTheReader() {
    byte[] sound = builder().segment(60);
    Random random = new Random(20_261_122);
    int noticed = 0;
    for (int draw = 0; draw < 1500; draw++) {
      byte[] bytes =
          Arrays.copyOf(
              sound, random.nextInt(4) == 0 ? random.nextInt(sound.length) : sound.length);
      for (int flip = random.nextInt(12); flip > 0 && bytes.length > 0; flip--) {
        // half of them where headers and tables are
        int packet = random.nextInt(bytes.length) / 188 * 188;
        int at = random.nextBoolean() ? packet + random.nextInt(24) : random.nextInt(bytes.length);
        bytes[Math.min(at, bytes.length - 1)] ^= (byte) (1 << random.nextInt(8));
      }
      TsSegment segment = TsSegment.read(bytes);
      noticed += segment.transport().faults().isEmpty() ? 0 : 1;
      for (AdtsFrame frame : segment.frames()) {
        assertThat(frame.offsetBytes() + frame.lengthBytes())
            .isLessThanOrEqualTo(segment.elementary().length);
      }
      new TsContinuity().accept(segment.transport(), segment.audio());
    }
    assertThat(noticed).isGreaterThan(750);
  }

  @Test
  void anyBytesAtAllAreRead() {
    Random random = new Random(5);
    for (int draw = 0; draw < 200; draw++) {
      byte[] bytes = new byte[188 * random.nextInt(1, 40)];
      random.nextBytes(bytes);
      for (int at = 0; at < bytes.length; at += 188) {
        bytes[at] = 0x47;
        bytes[at + 1] &= 0x40;
        bytes[at + 2] = 0;
        bytes[at + 3] &= 0x3F;
      }
      assertThat(TsSegment.read(bytes).sizeBytes()).isEqualTo(bytes.length);
    }
  }

  @Test
  void aSegmentOfAnotherMuxerIsReadWithoutAFaultButItsClock() throws IOException {
    TsSegment segment = TsSegment.read(resource("sine-44100-stereo.ts"));

    // one clock reference in each PES packet, up to 0.2 s apart
    assertThat(segment.transport().faults())
        .isNotEmpty()
        .allMatch(fault -> fault.sentence().startsWith("Its clock references are "));
    assertThat(segment.transport().tablesFirst()).isTrue();
    assertThat(segment.transport().streams()).isEqualTo(new TransportFacts.Streams(1, 1, 0));
    assertThat(segment.audio().formats()).containsExactly(FORMAT);
    assertThat(segment.audio().startsOnFrame()).isTrue();
    assertThat(segment.audio().frames()).isEqualTo(131);
    assertThat(segment.audio().firstPts90k()).isEqualTo(126_000);
    // as ffprobe counts them, each rounding in its own way
    assertThat(segment.audio().lastPts90k()).isBetween(397_673L, 397_675L);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = TsSegmentTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      return in.readAllBytes();
    }
  }
}
