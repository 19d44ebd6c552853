package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.audioprocessor.media.decode.AacDecoder;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.media.encode.PacketSink;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Click;
import org.audioprocessor.testing.Signals;
import org.audioprocessor.testing.SystemEncoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EncoderTest {
  private static final AacSettings HIGH = new AacSettings(44_100, 128_000, Coder.FAST, 0);

  @ParameterizedTest
  @EnumSource(Coder.class)
  void anySamplesMakeOnePacketMoreThanTheyFill(Coder coder) throws MediaException, IOException {
    SystemEncoders.require(coder);
    AacSettings settings = new AacSettings(44_100, 128_000, coder, 0);
    Map<Integer, Integer> packetsOf = Map.of(1, 2, 1023, 2, 1024, 2, 1025, 3, 10_240, 11, 0, 0);
    for (Map.Entry<Integer, Integer> entry : packetsOf.entrySet()) {
      float[][] noise = AudioFiles.noise(2, entry.getKey(), 0.3, 1);
      assertThat(hashes(noise, settings, 500))
          .as("%d samples", entry.getKey())
          .hasSize(entry.getValue());
    }
  }

  @ParameterizedTest
  @EnumSource(Coder.class)
  void theSameSoundMakesTheSamePacketsWhateverTheBlocks(Coder coder)
      throws MediaException, IOException {
    SystemEncoders.require(coder);
    float[][] noise = AudioFiles.noise(2, 20_000, 0.3, 2);
    AacSettings settings = new AacSettings(32_000, 64_000, coder, 0);
    List<Long> once = hashes(noise, settings, 20_000);
    assertThat(hashes(noise, settings, 1)).isEqualTo(once);
    assertThat(hashes(noise, settings, 1025)).isEqualTo(once);
  }

  @Test
  void theCoderAndTheLowPassMakeADifference() throws MediaException, IOException {
    float[][] noise = AudioFiles.noise(2, 20_000, 0.3, 2);
    List<Long> fast = hashes(noise, HIGH, 1024);
    assertThat(hashes(noise, new AacSettings(44_100, 128_000, Coder.TWOLOOP, 0), 1024))
        .isNotEqualTo(fast);
    assertThat(hashes(noise, new AacSettings(44_100, 128_000, Coder.FAST, 9_000), 1024))
        .isNotEqualTo(fast);
  }

  @ParameterizedTest
  @MethodSource("allCodersAtAllRates")
  void theDecodedSoundIsLateByTheDelay(Coder coder, int rate, int bitRate)
      throws MediaException, IOException {
    SystemEncoders.require(coder);
    float[][] sound = new float[2][rate * 2];
    Click.add(sound, rate, 0.8, 0.01, 0.5, 1.9);
    float[] decoded = decoded(sound, new AacSettings(rate, bitRate, coder, 0));
    double delay = AacEncoder.DELAY_FRAMES / (double) rate;
    assertThat(decoded).hasSize((rate * 2 + 1023) / 1024 * 1024 + 1024);
    for (double time : new double[] {0.01, 0.5, 1.9}) {
      assertThat(Click.find(decoded, rate, time + delay)).isCloseTo(time + delay, within(1e-4));
    }
  }

  static Stream<Arguments> allCodersAtAllRates() {
    return Stream.of(Coder.values())
        .flatMap(coder ->
            Stream.of(
                Arguments.of(coder, 24_000, 48_000),
                Arguments.of(coder, 32_000, 64_000),
                Arguments.of(coder, 44_100, 128_000)));
  }

  @ParameterizedTest
  @EnumSource(Coder.class)
  void everyCoderKeepsTheBitRate(Coder coder) throws MediaException, IOException {
    SystemEncoders.require(coder);
    int seconds = 20;
    float[][] music = Signals.music(44_100, 7, Signals.at(-14, seconds));
    long bytes = 0;
    try (AacEncoder encoder = AacEncoder.open(new AacSettings(44_100, 128_000, coder, 0))) {
      List<Integer> sizes = new ArrayList<>();
      PacketSink<IOException> sink = packet -> sizes.add(packet.size());
      encoder.encode(music, 0, music[0].length, sink);
      encoder.finish(sink);
      bytes = sizes.stream().mapToLong(Integer::longValue).sum();
    }
    assertThat(bytes * 8.0 / seconds).isBetween(60_000.0, 140_000.0);
  }

  private static float[] decoded(float[][] sound, AacSettings settings)
      throws MediaException, IOException {
    List<Float> decoded = new ArrayList<>();
    try (AacEncoder encoder = AacEncoder.open(settings);
        AacDecoder decoder = AacDecoder.open(encoder)) {
      AudioBlock block = new AudioBlock();
      PacketSink<IOException> sink =
          packet -> {
            decoder.decode(packet.copy(), 0, packet.size(), block);
            for (int i = 0; i < block.frames(); i++) {
              decoded.add(block.samples()[0][i]);
            }
          };
      encoder.encode(sound, 0, sound[0].length, sink);
      encoder.finish(sink);
    }
    float[] samples = new float[decoded.size()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = decoded.get(i);
    }
    return samples;
  }

  @Test
  void aFrameThatIsNoneIsRefused() throws MediaException {
    try (AacDecoder decoder = AacDecoder.open()) {
      assertThatThrownBy(() -> decoder.decode(new byte[200], 0, 200, new AudioBlock()))
          .isInstanceOfSatisfying(
              MediaException.class, e -> assertThat(e.kind()).isEqualTo(MediaFault.CORRUPT));
    }
  }

  @Test
  void finishingTwiceIsAnError() throws MediaException, IOException {
    try (AacEncoder encoder = AacEncoder.open(HIGH)) {
      encoder.finish(packet -> {});
      assertThatThrownBy(() -> encoder.finish(packet -> {}))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Coder.class)
  void theCodecStringComesFromTheBitstream(Coder coder) throws MediaException {
    SystemEncoders.require(coder);
    try (AacEncoder encoder = AacEncoder.open(new AacSettings(44_100, 128_000, coder, 0))) {
      assertThat(encoder.codecString()).isEqualTo("mp4a.40.2");
    }
  }

  private static List<Long> hashes(float[][] sound, AacSettings settings, int block)
      throws MediaException, IOException {
    List<Long> hashes = new ArrayList<>();
    try (AacEncoder encoder = AacEncoder.open(settings)) {
      PacketSink<IOException> sink =
          packet -> {
            assertThat(packet.index()).isEqualTo(hashes.size());
            hashes.add(packet.hash());
          };
      for (int at = 0; at < sound[0].length; at += block) {
        encoder.encode(sound, at, Math.min(block, sound[0].length - at), sink);
      }
      encoder.finish(sink);
    }
    return hashes;
  }
}
