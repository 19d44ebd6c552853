package org.audioprocessor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.media.decode.AacDecoder;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.media.encode.AacSettings;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.media.encode.PacketSink;
import org.audioprocessor.testing.AudioFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EncoderTest {
  private static final AacSettings HIGH = new AacSettings(44_100, 128_000, Coder.FAST, 0);

  @ParameterizedTest
  @CsvSource({"1,2", "1023,2", "1024,2", "1025,3", "10240,11", "0,0"})
  void anySamplesMakeOnePacketMoreThanTheyFill(int frames, int packets)
      throws MediaException, IOException {
    assertThat(hashes(AudioFiles.noise(2, frames, 0.3, 1), HIGH, 500)).hasSize(packets);
  }

  @ParameterizedTest
  @EnumSource(Coder.class)
  void theSameSoundMakesTheSamePacketsWhateverTheBlocks(Coder coder)
      throws MediaException, IOException {
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
  @CsvSource({"24000,48000", "32000,64000", "44100,128000"})
  void theDecodedSoundIsLateByTheDelay(int rate, int bitRate) throws MediaException, IOException {
    float[][] click = new float[2][rate];
    click[0][10_000] = 0.9f;
    click[1][10_000] = 0.9f;
    List<Float> decoded = new ArrayList<>();
    try (AacEncoder encoder = AacEncoder.open(new AacSettings(rate, bitRate, Coder.FAST, 0));
        AacDecoder decoder = AacDecoder.open(encoder)) {
      AudioBlock block = new AudioBlock();
      PacketSink<IOException> sink =
          packet -> {
            decoder.decode(packet.copy(), 0, packet.size(), block);
            for (int i = 0; i < block.frames(); i++) {
              decoded.add(Math.abs(block.samples()[0][i]));
            }
          };
      encoder.encode(click, 0, rate, sink);
      encoder.finish(sink);
    }
    int loudest = decoded.indexOf(decoded.stream().max(Float::compare).orElseThrow());
    assertThat(loudest).isEqualTo(10_000 + AacEncoder.DELAY_FRAMES);
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

  @Test
  void theCodecStringComesFromTheBitstream() throws MediaException {
    try (AacEncoder encoder = AacEncoder.open(HIGH)) {
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
