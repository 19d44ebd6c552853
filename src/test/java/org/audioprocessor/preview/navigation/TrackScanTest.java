package org.audioprocessor.preview.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.navigation.TrackScan.Navigation;
import org.audioprocessor.preview.navigation.Waveform.WaveformBuilder;
import org.audioprocessor.preview.source.LocalPublishedSound;
import org.audioprocessor.preview.source.LocalRawDecoder;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackScanTest {
  private static final int RATE = 44_100;
  @TempDir Path folder = Path.of("");
  private final ObjectStore store = PublishedClicks.store();

  @AfterEach
  void close() throws StorageException {
    store.close();
  }

  private Navigation scan(float[][] signal) throws Exception {
    Path wav = AudioFiles.wav(folder.resolve("signal.wav"), signal, RATE);
    PreviewTrack track =
        PreviewTrack.of(store, PublishedClicks.keys(), new LocalPublishedSound())
            .withRaw(new LocalRawDecoder(wav, MediaLimits.DEFAULT));
    return TrackScan.of(track, Rendition.RAW, work(), () -> false);
  }

  private Path work() throws IOException {
    return Files.createDirectories(folder.resolve("work"));
  }

  @Test
  void itFindsTheLoudestSecondAndTheHighestPeak() throws Exception {
    float[][] signal =
        Signals.tone(
            RATE, Signals.at(-30, 4), Signals.at(-12, 1), Signals.at(-30, 5), Signals.at(-20, 2));
    signal[1][7 * RATE] = -0.9f;
    Navigation found = scan(signal);
    assertThat(found.loudestSeconds().orElseThrow()).isCloseTo(4, within(0.03));
    assertThat(found.highestPeakSeconds().orElseThrow()).isCloseTo(7, within(0.011));
    assertThat(found.highestPeakDbtp().orElseThrow()).isBetween(-1.0, 0.5);
    assertThat(found.musicSeconds()).isEqualTo(12);
    assertThat(found.waveform().lowest(6.9, 7.1)).isEqualTo(-0.9f);
    assertThat(found.waveform().highest(4.2, 4.8)).isCloseTo(0.251f, within(0.001f));
    assertThat(found.waveform().highest(1, 2)).isCloseTo(0.0316f, within(0.001f));
  }

  @Test
  void silenceHasNoLoudestSecondAndNoPeak() throws Exception {
    Navigation found = scan(Signals.silence(RATE, 3));
    assertThat(found.loudestSeconds()).isEmpty();
    assertThat(found.highestPeakSeconds()).isEmpty();
    assertThat(found.highestPeakDbtp()).isEmpty();
    assertThat(found.waveform().highest(0, 3)).isZero();
  }

  @Test
  void aLongTrackKeepsItsOutlineInFewBuckets() {
    WaveformBuilder builder = new WaveformBuilder(RATE);
    float[][] block = new float[2][RATE];
    for (int second = 0; second < 600; second++) {
      block[0][100] = second == 321 ? 0.7f : 0.1f;
      builder.add(block, 0, RATE);
    }
    Waveform waveform = builder.waveform();
    assertThat(waveform.buckets()).isBetween(2048, 4096);
    assertThat(waveform.buckets() * waveform.bucketSeconds()).isCloseTo(600, within(0.5));
    assertThat(waveform.highest(321, 321.2)).isEqualTo(0.7f);
    assertThat(waveform.highest(322, 600)).isEqualTo(0.1f);
  }

  @Test
  void aRungKnowsItsJointsAndItsPlaceInTheMusic() throws Exception {
    Navigation high =
        TrackScan.of(PublishedClicks.track(store), Rendition.rung("high"), work(), () -> false);
    assertThat(high.jointSeconds()).hasSize(2);
    assertThat(high.jointSeconds().getFirst()).isCloseTo(5 - 1024 / 24_000.0, within(0.03));
    assertThat(high.musicSeconds()).isEqualTo(PublishedClicks.SECONDS);
    Waveform waveform = high.waveform();
    assertThat(waveform.highest(0.245, 0.255)).isGreaterThan(0.15f);
    assertThat(waveform.highest(0.3, 0.7)).isLessThan(0.12f);
    Navigation m4a = TrackScan.of(PublishedClicks.track(store), Rendition.M4A, work(), () -> false);
    assertThat(m4a.jointSeconds()).isEmpty();
    assertThat(m4a.waveform()).isEqualTo(waveform);
    assertThat(work()).isEmptyDirectory();
  }

  @Test
  void aScanThatIsNotWantedAnyMoreStops() {
    assertThatThrownBy(() ->
            TrackScan.of(PublishedClicks.track(store), Rendition.rung("low"), work(), () -> true))
        .isInstanceOf(InterruptedException.class);
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }
}
