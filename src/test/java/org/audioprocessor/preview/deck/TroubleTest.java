package org.audioprocessor.preview.deck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.PublishedClicks;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.line.JavaSoundLine;
import org.audioprocessor.preview.line.SilentLine;
import org.audioprocessor.preview.source.LocalPublishedSound;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.storage.keys.TrackKeys;
import org.audioprocessor.testing.Click;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.FlakyObjectStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Failing and stalled stores, missing devices, and leftover resources. */
class TroubleTest {
  private static final Rendition LOW = Rendition.rung("low");
  private static final Rendition HIGH = Rendition.rung("high");

  private final ObjectStore store = PublishedClicks.store();
  private final DecodedHarness harness;

  TroubleTest() throws IOException {
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

  private void awaitState(PlayerState state) {
    await().pollInterval(Duration.ofMillis(2)).until(() -> player().snapshot().state() == state);
  }

  private String sentence() {
    return player().snapshot().sentence().orElse("");
  }

  /** A store in which every get of a segment is disturbed while the switch is on. */
  private ObjectStore disturbed(AtomicBoolean on, Faults.Fault fault) {
    return new FlakyObjectStore(
        store,
        (call, operation, key) ->
            on.get() && operation == Faults.Operation.GET && key.endsWith(".ts")
                ? fault
                : new Faults.None());
  }

  @Test
  void aStoreThatRecoversIsNotNoticed() {
    AtomicLong failures = new AtomicLong(2);
    ObjectStore shaky =
        new FlakyObjectStore(
            store,
            (call, operation, key) ->
                key.endsWith(".ts") && failures.getAndDecrement() > 0
                    ? new Faults.FailBefore(StorageException.Kind.UNAVAILABLE)
                    : new Faults.None());
    player().load(PublishedClicks.track(shaky), LOW);
    awaitState(PlayerState.PAUSED);
    assertThat(sentence()).isEmpty();
  }

  @Test
  void aStoreThatStaysAwayIsSaidInASentenceAndPlayTriesAgain() {
    AtomicBoolean away = new AtomicBoolean(true);
    ObjectStore shaky = disturbed(away, new Faults.FailBefore(StorageException.Kind.UNAVAILABLE));
    player().load(PublishedClicks.track(shaky), LOW);
    awaitState(PlayerState.FAILED);
    assertThat(sentence()).contains("segment_", "cannot be read from the store");
    away.set(false);
    player().play();
    awaitState(PlayerState.PLAYING);
    assertThat(sentence()).isEmpty();
  }

  @Test
  void aStalledStoreBlocksOnlyThePlayer() {
    AtomicBoolean stalls = new AtomicBoolean(true);
    ObjectStore slow = disturbed(stalls, new Faults.Delay(Duration.ofMinutes(10)));
    player().load(PublishedClicks.track(slow), LOW);
    awaitState(PlayerState.LOADING);
    player().play();
    player().select(HIGH);
    player().seek(3);
    await().until(() -> player().snapshot().positionSeconds() == 3);
    assertThat(player().snapshot().state()).isEqualTo(PlayerState.LOADING);
    stalls.set(false);
    player().select(Rendition.rung("med"));
    awaitState(PlayerState.PLAYING);
  }

  @Test
  void aSegmentThatStallsWhilePlayingIsBufferingAndThenGoesOn() {
    CountDownLatch gate = new CountDownLatch(1);
    player().load(PublishedClicks.track(gated(gate, "_00002.ts")), LOW);
    player().play();
    awaitState(PlayerState.PLAYING);
    harness.passUntil(PlayerState.BUFFERING);
    assertThat(player().snapshot().positionSeconds()).isBetween(9.9, 10.0);
    gate.countDown();
    awaitState(PlayerState.PLAYING);
    harness.pass(Duration.ofSeconds(1));
    assertThat(player().snapshot().positionSeconds()).isBetween(10.5, 11.5);
  }

  /** A store in which some gets wait for the gate. */
  private ObjectStore gated(CountDownLatch gate, String keyEnd) {
    return new FlakyObjectStore(
        store,
        (call, operation, key) -> {
          try {
            if (operation == Faults.Operation.GET && key.endsWith(keyEnd)) {
              gate.await();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Faults.None();
        });
  }

  @Test
  void aMissingSegmentPlaysUpToItsPlaceAndThenSaysSo() throws IOException {
    ObjectStore holed =
        new FlakyObjectStore(
            store,
            (call, operation, key) ->
                operation == Faults.Operation.GET && key.matches(".*low/segment_.*_00001\\.ts")
                    ? new Faults.FailBefore(StorageException.Kind.NOT_FOUND)
                    : new Faults.None());
    player().load(PublishedClicks.track(holed), LOW);
    player().play();
    awaitState(PlayerState.PLAYING);
    harness.passUntil(PlayerState.FAILED);
    assertThat(player().snapshot().positionSeconds()).isBetween(4.8, 5.1);
    assertThat(sentence()).contains("is not in the store", "process it again");
    player().select(HIGH);
    awaitState(PlayerState.PAUSED);
    assertThat(sentence()).isEmpty();
  }

  @Test
  void aRenditionThatCannotBePlayedLeavesTheOneBeforePlaying() {
    PreviewTrack withoutRaw =
        PreviewTrack.of(store, PublishedClicks.keys(), new LocalPublishedSound())
            .withMusicSeconds(PublishedClicks.SECONDS);
    player().load(withoutRaw, LOW);
    player().play();
    awaitState(PlayerState.PLAYING);
    player().select(Rendition.RAW);
    await().until(() -> !sentence().isEmpty());
    assertThat(sentence()).contains("raw file of this track is not available");
    harness.pass(Duration.ofSeconds(1));
    assertThat(player().snapshot().state()).isEqualTo(PlayerState.PLAYING);
    assertThat(player().snapshot().chosen()).isEqualTo(Optional.of(LOW));
    player().pause();
    awaitState(PlayerState.PAUSED);
    player().select(Rendition.rung("none"));
    await().until(() -> sentence().contains("no rendition"));
    awaitState(PlayerState.PAUSED);
    assertThat(player().snapshot().chosen()).isEqualTo(Optional.of(LOW));
  }

  @Test
  void damagedPacketsAreSilenceAndTheRestStaysInPlace() throws Exception {
    TrackKeys keys = new TrackKeys("damaged/", new TrackId("damaged"));
    try (var objects =
        store.list(PublishedClicks.keys().playlist("low").replace("playlist.m3u8", ""))) {
      for (var object : objects.toList()) {
        String name = object.key().substring(object.key().lastIndexOf('/') + 1);
        try (var in = store.get(object.key())) {
          byte[] bytes = in.readAllBytes();
          if (name.endsWith("_00001.ts")) {
            for (int at = 188 * 20; at < 188 * 60; at++) {
              bytes[at] ^= at % 188 > 20 ? (byte) (at * 31) : 0;
            }
          }
          store.put("damaged/low/" + name, Body.of(bytes), PutOptions.defaults());
        }
      }
    }
    player().load(PreviewTrack.of(store, keys, new LocalPublishedSound()), LOW);
    player().play();
    awaitState(PlayerState.PLAYING);
    harness.pass(Duration.ofSeconds(13));
    float[] recording = harness.line().recording();
    double click = PublishedClicks.clickSeconds(25);
    assertThat(Click.find(recording, DecodedHarness.LINE_RATE, click))
        .isCloseTo(click, within(1.0 / DecodedHarness.LINE_RATE));
  }

  @Test
  void afterCloseNoThreadAndNoFileIsLeft() throws IOException {
    player().load(PublishedClicks.track(store), Rendition.M4A);
    player().play();
    awaitState(PlayerState.PLAYING);
    assertThat(harness.workFolder()).isNotEmptyDirectory();
    player().close();
    assertThat(harness.workFolder()).isEmptyDirectory();
    assertThat(harness.line().isClosed()).isTrue();
    await()
        .until(() ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("preview ")));
  }

  @Test
  void withoutASoundDeviceItPlaysSilentlyAndSaysWhy() throws IOException {
    Path work = Files.createTempDirectory("silent");
    String words = "There is no sound device.";
    try (DecodedPlayer silent =
        new DecodedPlayer(
            rate -> new SilentLine(rate, rate / 10, System::nanoTime, words), work, -14)) {
      silent.load(PublishedClicks.track(store), LOW);
      silent.play();
      await().until(() -> silent.snapshot().positionSeconds() > 0.3);
      assertThat(silent.snapshot().sentence()).contains(words);
      assertThat(silent.snapshot().state()).isEqualTo(PlayerState.PLAYING);
      await().until(() -> silent.meter().orElseThrow().reading().momentaryLufs().isPresent());
    }
  }

  @Test
  void aDeviceThatIsConnectedLaterIsFoundWithTheNextTrack() throws IOException {
    AtomicBoolean connected = new AtomicBoolean();
    Path work = Files.createTempDirectory("later");
    try (DecodedPlayer player =
        new DecodedPlayer(
            rate ->
                new SilentLine(rate, rate / 10, System::nanoTime, connected.get() ? "" : "None."),
            work,
            -14)) {
      player.load(PublishedClicks.track(store), LOW);
      await().until(() -> player.snapshot().state() == PlayerState.PAUSED);
      assertThat(player.snapshot().sentence()).contains("None.");
      connected.set(true);
      player.load(PublishedClicks.track(store), HIGH);
      await()
          .until(() ->
              player.snapshot().chosen().equals(Optional.of(HIGH))
                  && player.snapshot().state() == PlayerState.PAUSED);
      assertThat(player.snapshot().sentence()).isEmpty();
    }
  }

  @Test
  void aLineOfTheSystemOpensOrSaysWhyNot() {
    try (var line = JavaSoundLine.openOrSilent(48_000, 4800)) {
      assertThat(line.sampleRate()).isEqualTo(48_000);
      assertThat(line.silence())
          .isIn("", "No sound device. Meters only. Connect a sound device, then press play.");
    }
  }
}
