package org.audioprocessor.process.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.rules.RuleResult;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.process.DecodedRung;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.RenditionCertificate;
import org.audioprocessor.process.publish.PublishedTracks;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Click;
import org.audioprocessor.testing.NativeOwnersAreFreed;
import org.audioprocessor.testing.Signals;
import org.audioprocessor.testing.SystemEncoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A track of each encoder: where its sound stands, and what its certificate says. */
@ExtendWith(NativeOwnersAreFreed.class)
class EncodersTest {
  private static final int RATE = 44_100;
  private static final double SECONDS = 12;
  private static final double[] CLICKS = {0.01, 10.22, 11.9};

  /** The first packet's timestamp and one frame of the slowest rung. */
  private static final double MUSIC_START = 1.4 + 1024 / 24_000.0;

  @TempDir private Path folder;

  private Published publish(Encoder encoder, ObjectStore store) throws Exception {
    float[][] music = Signals.music(RATE, 3, Signals.at(-20, SECONDS));
    Click.add(music, RATE, 0.4, CLICKS);
    Path wav = AudioFiles.wav(folder.resolve("clicks.wav"), music, RATE);
    RenderSettings usual = RenderSettings.DEFAULT;
    RenderSettings settings =
        new RenderSettings(usual.ladder(), 10, usual.policy(), encoder, usual.limits());
    return PublishedTracks.publish(wav, settings, store, folder);
  }

  @ParameterizedTest
  @EnumSource(
      value = Encoder.class,
      names = {"BEST", "QUICK", "FDK", "FAAC"})
  void theClickStandsAtTheSamePlaceInEveryRungAndInTheM4a(Encoder encoder) throws Exception {
    SystemEncoders.require(encoder.settings(Ladder.DEFAULT.rungs().getFirst(), 44_100).coder());
    try (ObjectStore store = new FolderObjectStore(folder.resolve("store"))) {
      Published published = publish(encoder, store);

      assertThat(published.certificate().rules()).allMatch(RuleResult::passed, "passed");
      for (Rung rung : Ladder.DEFAULT.rungs()) {
        DecodedRung heard = DecodedRung.of(store, PublishedTracks.keys("clicks.wav"), rung);
        for (double click : CLICKS) {
          assertThat(heard.clickSeconds(MUSIC_START + click))
              .as("click at %s s of %s", click, rung.name())
              .isCloseTo(MUSIC_START + click, within(1e-4));
        }
      }
      Path m4a = folder.resolve("read.m4a");
      store.download(PublishedTracks.keys("clicks.wav").m4a(), m4a, Long.MAX_VALUE);
      float[] sound = decoded(m4a);
      assertThat(sound).hasSize((int) (SECONDS * RATE));
      for (double click : CLICKS) {
        assertThat(Click.find(sound, RATE, click)).isCloseTo(click, within(1e-4));
      }
    }
  }

  private static float[] decoded(Path file) throws MediaException {
    float[] all = new float[0];
    try (AudioFile open = AudioFile.open(file, MediaLimits.DEFAULT, () -> false)) {
      AudioBlock block = new AudioBlock();
      while (open.read(block)) {
        int before = all.length;
        all = Arrays.copyOf(all, before + block.frames());
        System.arraycopy(block.samples()[0], 0, all, before, block.frames());
      }
    }
    return all;
  }

  @Test
  void autoTakesAnEncoderOfTheSystemAndTheCertificateNamesItWithItsVersion() throws Exception {
    SystemEncoders.require(Coder.FDK);
    try (ObjectStore store = new FolderObjectStore(folder.resolve("store"))) {
      Published published = publish(Encoder.AUTO, store);

      assertThat(published.certificate().renditions())
          .filteredOn(
              rendition -> rendition.name().equals("high") || rendition.name().equals("m4a"))
          .hasSize(2)
          .extracting(RenditionCertificate::encoder)
          .allMatch(name -> name.matches("FDK AAC \\d+\\.\\d+\\.\\d+"), "FDK AAC with its version");
      Path metadata = folder.resolve("metadata.json");
      store.download(PublishedTracks.keys("clicks.wav").metadata(), metadata, Long.MAX_VALUE);
      assertThat(Files.readString(metadata)).contains("\"encoder\" : \"FDK AAC ");
    }
  }
}
