package org.audioprocessor.preview.deck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.Player.LevelMatch;
import org.audioprocessor.preview.Player.Passage;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.meter.EbuReading;
import org.audioprocessor.preview.source.LocalPublishedSound;
import org.audioprocessor.preview.source.LocalRawDecoder;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Click;
import org.audioprocessor.testing.Signals;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The output of the decoded player, sample by sample. */
class DecodedPlayerSoundTest {
  private static final int RATE = DecodedHarness.LINE_RATE;
  private static final double ONE_FRAME = 1.0 / RATE;

  /** Of the tone at −23 LUFS. */
  private static final double QUIETEST_PEAK = 0.05;

  private static final Rendition LOW = Rendition.rung("low");
  private static final Rendition MED = Rendition.rung("med");
  private static final Rendition HIGH = Rendition.rung("high");

  private final ObjectStore store = PublishedClicks.store();
  private final DecodedHarness harness;

  DecodedPlayerSoundTest() throws IOException {
    harness = new DecodedHarness();
  }

  @AfterEach
  void close() throws StorageException {
    harness.close();
    store.close();
  }

  private Player player() {
    return harness.player();
  }

  private void await(PlayerState state) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(2))
        .until(() -> player().snapshot().state() == state);
  }

  private void play(Rendition rendition, double fromSeconds) {
    player().load(harness.track(store), rendition);
    await(PlayerState.PAUSED);
    if (fromSeconds > 0) {
      player().seek(fromSeconds);
    }
    player().play();
    await(PlayerState.PLAYING);
  }

  /** How late each click within the recording is, which begins at this second of music. */
  private static List<Double> clickErrors(float[] recording, double fromSeconds) {
    return IntStream.range(0, 28)
        .mapToDouble(PublishedClicks::clickSeconds)
        .filter(click ->
            click > fromSeconds + 0.01
                && click < fromSeconds + recording.length / (double) RATE - 0.01)
        .map(click -> Click.find(recording, RATE, click - fromSeconds) - (click - fromSeconds))
        .boxed()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "m4a", "low", "med", "high"})
  void everyRenditionIsHeardFromExactlyTheFrameThatWasSought(String name) {
    double from = 6.789;
    play(rendition(name), from);
    harness.pass(Duration.ofSeconds(5));
    List<Double> errors = clickErrors(harness.line().recording(), from);
    assertThat(errors).hasSizeGreaterThanOrEqualTo(9);
    assertThat(errors).allSatisfy(error -> assertThat(error).isCloseTo(0, within(ONE_FRAME)));
  }

  private static Rendition rendition(String name) {
    return switch (name) {
      case "raw" -> Rendition.RAW;
      case "m4a" -> Rendition.M4A;
      default -> Rendition.rung(name);
    };
  }

  @Test
  void switchingThroughAllRenditionsKeepsTheMusicInPlace() {
    play(LOW, 0);
    for (Rendition next : List.of(HIGH, Rendition.RAW, MED, Rendition.M4A, LOW, Rendition.RAW)) {
      harness.pass(Duration.ofMillis(1100));
      player().select(next);
      Awaitility.await()
          .until(() -> {
            harness.pass(Duration.ofMillis(100));
            return player().snapshot().heard().equals(Optional.of(next));
          });
    }
    harness.pass(Duration.ofSeconds(1));
    float[] recording = harness.line().recording();
    List<Double> errors = clickErrors(recording, 0);
    assertThat(errors).hasSizeGreaterThan(14);
    assertThat(errors).allSatisfy(error -> assertThat(error).isCloseTo(0, within(2 * ONE_FRAME)));
    assertThat(largestStep(recording)).isLessThan(largestStepOf(Rendition.RAW));
  }

  @Test
  void blindChangesSoundAlikeWhateverIsBehindThem() {
    play(LOW, 0);
    for (Rendition next : List.of(LOW, HIGH, HIGH, LOW)) {
      harness.pass(Duration.ofMillis(1100));
      player().selectBlind(next);
      harness.pass(Duration.ofMillis(1100));
    }
    assertThat(player().snapshot().heard()).contains(LOW);
    float[] recording = harness.line().recording();
    assertThat(gaps(recording)).isEqualTo(4);
    assertThat(clickErrors(recording, 0))
        .allSatisfy(error -> assertThat(error).isCloseTo(0, within(2 * ONE_FRAME)));
  }

  /** How often the tone is nearly gone for longer than it is when it passes through zero. */
  private static int gaps(float[] samples) {
    int gaps = 0;
    boolean quiet = true;
    for (int at = 0; at + 40 <= samples.length; at += 20) {
      boolean gone =
          IntStream.range(at, at + 40).mapToDouble(i -> Math.abs(samples[i])).max().orElse(0)
              < 0.3 * QUIETEST_PEAK;
      gaps += gone && !quiet ? 1 : 0;
      quiet = gone;
    }
    return gaps;
  }

  /** A cut in the middle of a note would be a step that no rendition has. */
  private double largestStepOf(Rendition rendition) {
    player().pause();
    await(PlayerState.PAUSED);
    play(rendition, 0);
    harness.pass(Duration.ofSeconds(4));
    return 1.05 * largestStep(harness.line().recording());
  }

  private static double largestStep(float[] samples) {
    double largest = 0;
    for (int i = 1; i < samples.length; i++) {
      largest = Math.max(largest, Math.abs(samples[i] - samples[i - 1]));
    }
    return largest;
  }

  @Test
  void aPassageRepeatsWithoutAGapOrAStepInItsLength() {
    player().load(harness.track(store), HIGH);
    await(PlayerState.PAUSED);
    player().loop(Optional.of(new Passage(2, 3)));
    player().seek(2);
    player().play();
    await(PlayerState.PLAYING);
    harness.pass(Duration.ofSeconds(5));
    float[] recording = harness.line().recording();
    assertThat(recording.length / (double) RATE).isGreaterThan(4.5);
    for (double click = 0.25; click < 4.5; click += 0.5) {
      assertThat(Click.find(recording, RATE, click)).isCloseTo(click, within(2 * ONE_FRAME));
    }
  }

  @Test
  void theWholeTrackComesOutToItsLastFrame() {
    play(HIGH, 0);
    harness.pass(Duration.ofSeconds(13));
    long music = Math.round(PublishedClicks.SECONDS * RATE);
    harness.pass(Duration.ofSeconds(2));
    assertThat(player().snapshot().state()).isEqualTo(PlayerState.ENDED);
    assertThat(player().snapshot().positionSeconds()).isEqualTo(music / (double) RATE);
  }

  @Test
  void aTrackPublishedAtMinus23ReadsMinus23WhilePlaying() {
    play(HIGH, 0);
    harness.pass(Duration.ofSeconds(10));
    EbuReading reading = reading();
    assertThat(reading.integrated().integratedLufs().orElseThrow()).isCloseTo(-23, within(0.1));
    assertThat(reading.integrated().seconds()).isCloseTo(10, within(0.3));
    assertThat(reading.relativeLu(reading.integrated().integratedLufs()).orElseThrow())
        .isCloseTo(0, within(0.1));
  }

  @Test
  void aToneOfMinus23ReadsMinus23OnEveryScale() throws IOException {
    playTone(-23, 10);
    EbuReading reading = reading();
    assertThat(reading.momentaryLufs().orElseThrow()).isCloseTo(-23, within(0.1));
    assertThat(reading.shortTermLufs().orElseThrow()).isCloseTo(-23, within(0.1));
    assertThat(reading.integrated().integratedLufs().orElseThrow()).isCloseTo(-23, within(0.1));
    assertThat(reading.truePeakDbtp())
        .allSatisfy(peak -> assertThat(peak.orElseThrow()).isCloseTo(-23, within(0.3)));
  }

  @Test
  void theVolumeDoesNotChangeTheMeter() throws IOException {
    player().volume(0.1);
    playTone(-23, 5);
    assertThat(reading().momentaryLufs().orElseThrow()).isCloseTo(-23, within(0.1));
    float[] recording = harness.line().recording();
    assertThat(recording[recording.length / 2]).isBetween(-0.008f, 0.008f);
  }

  @Test
  void theMeterHearsWhatIsAudibleNotWhatIsQueued() throws IOException {
    playTone(-23, 3.2);
    int queued = RATE / 2;
    double heard = reading().integrated().seconds();
    double written = harness.line().recording().length / (double) RATE;
    assertThat(written - heard).isCloseTo(queued / (double) RATE, within(0.05));
  }

  @Test
  void levelMatchingTurnsTheLouderOneDownAndTheMeterReadsItAsItIs() throws IOException {
    player().levels(new LevelMatch(Map.of(Rendition.RAW, -6.0)));
    playTone(-17, 5);
    float[] recording = harness.line().recording();
    float loudest = 0;
    for (int i = RATE; i < recording.length; i++) {
      loudest = Math.max(loudest, Math.abs(recording[i]));
    }
    assertThat(20 * Math.log10(loudest)).isCloseTo(-23, within(0.3));
    assertThat(reading().shortTermLufs().orElseThrow()).isCloseTo(-17, within(0.1));
    assertThat(reading().integrated().integratedLufs().orElseThrow()).isCloseTo(-17, within(0.1));
    assertThat(reading().integrated().maxTruePeakDbtp())
        .allSatisfy(peak -> assertThat(peak.orElseThrow()).isCloseTo(-17, within(0.3)));
  }

  @Test
  void turningLevelMatchingOnWhileItPlaysLeavesNoTraceInTheMeter() throws IOException {
    playTone(-17, 2);
    player().levels(new LevelMatch(Map.of(Rendition.RAW, -12.0)));
    harness.pass(Duration.ofSeconds(2));
    player().levels(LevelMatch.OFF);
    harness.pass(Duration.ofSeconds(2));
    assertThat(reading().integrated().integratedLufs().orElseThrow()).isCloseTo(-17, within(0.1));
    assertThat(reading().integrated().maxTruePeakDbtp())
        .allSatisfy(peak -> assertThat(peak.orElseThrow()).isCloseTo(-17, within(0.3)));
  }

  @Test
  void anotherTrackOrRenditionBeginsTheMeterAnewAndASeekDoesNot() throws IOException {
    playTone(-11.3, 5);
    player().seek(1);
    Awaitility.await().until(() -> player().snapshot().state() == PlayerState.PLAYING);
    harness.pass(Duration.ofSeconds(1));
    assertThat(reading().integrated().seconds()).isGreaterThan(4);
    play(LOW, 0);
    harness.pass(Duration.ofSeconds(5));
    assertThat(reading().integrated().seconds()).isLessThan(5.5);
    assertThat(reading().integrated().integratedLufs().orElseThrow()).isCloseTo(-23, within(0.3));
    assertThat(reading().integrated().maxMomentaryLufs().orElseThrow()).isLessThan(-20);
    player().select(HIGH);
    Awaitility.await()
        .until(() -> {
          harness.pass(Duration.ofMillis(100));
          return player().snapshot().heard().equals(Optional.of(HIGH));
        });
    harness.pass(Duration.ofSeconds(1));
    assertThat(reading().integrated().seconds()).isLessThan(2);
  }

  private void playTone(double dbfs, double seconds) throws IOException {
    Path folder = Files.createTempDirectory("tone");
    float[][] tone = Signals.tone(RATE, Signals.at(dbfs, seconds + 2));
    Path wav = AudioFiles.wav(folder.resolve("tone.wav"), tone, RATE);
    PreviewTrack track =
        PreviewTrack.of(store, PublishedClicks.keys(), new LocalPublishedSound())
            .withRaw(new LocalRawDecoder(wav, MediaLimits.DEFAULT));
    player().load(track, Rendition.RAW);
    player().play();
    await(PlayerState.PLAYING);
    harness.pass(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private EbuReading reading() {
    return player().meter().orElseThrow().reading();
  }
}
