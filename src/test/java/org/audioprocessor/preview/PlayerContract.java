package org.audioprocessor.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.audioprocessor.preview.Player.Passage;
import org.audioprocessor.preview.PlayerSnapshot.PlayerState;
import org.audioprocessor.preview.source.LocalPublishedSound;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.storage.keys.TrackKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every player, including the fake. */
public abstract class PlayerContract {
  protected static final Rendition LOW = Rendition.rung("low");
  protected static final Rendition HIGH = Rendition.rung("high");

  private final List<PlayerSnapshot> told = new CopyOnWriteArrayList<>();
  private @Nullable PlayerHarness opened;
  private @Nullable ObjectStore openedStore;

  protected abstract PlayerHarness open() throws Exception;

  @BeforeEach
  void openPlayer() throws Exception {
    openedStore = PublishedClicks.store();
    opened = open();
    player().listen(told::add);
  }

  @AfterEach
  void closePlayer() throws StorageException {
    harness().close();
    store().close();
  }

  protected final PlayerHarness harness() {
    if (opened == null) {
      throw new IllegalStateException("not opened");
    }
    return opened;
  }

  protected final ObjectStore store() {
    if (openedStore == null) {
      throw new IllegalStateException("not opened");
    }
    return openedStore;
  }

  protected final Player player() {
    return harness().player();
  }

  protected final void awaitState(PlayerState state) {
    await().pollInterval(Duration.ofMillis(2)).until(() -> player().snapshot().state() == state);
  }

  /** Ready, paused at 0. */
  protected final void load(Rendition rendition) {
    player().load(harness().track(store()), rendition);
    awaitState(PlayerState.PAUSED);
  }

  protected final void playing(Rendition rendition) {
    load(rendition);
    player().play();
    awaitState(PlayerState.PLAYING);
  }

  /** Pauses and waits for it: the position stands still. */
  protected final double pausedPosition() {
    player().pause();
    awaitState(PlayerState.PAUSED);
    return player().snapshot().positionSeconds();
  }

  @Test
  void withoutATrackNothingThatIsAskedChangesAnything() {
    player().play();
    player().pause();
    player().seek(3);
    player().select(HIGH);
    player().loop(Optional.of(new Passage(1, 2)));
    assertThat(player().snapshot()).isEqualTo(PlayerSnapshot.EMPTY);
    load(LOW);
  }

  @Test
  void aLoadedTrackStandsPausedAtItsStartAndKnowsItsLength() {
    load(LOW);
    PlayerSnapshot snapshot = player().snapshot();
    assertThat(snapshot.positionSeconds()).isZero();
    assertThat(snapshot.musicSeconds().orElseThrow())
        .isCloseTo(PublishedClicks.SECONDS, within(0.05));
    assertThat(snapshot.chosen()).contains(LOW);
  }

  @Test
  void itsPositionMovesWithTimeWhileItPlaysAndOnlyThen() {
    playing(LOW);
    harness().pass(Duration.ofSeconds(2));
    double position = pausedPosition();
    assertThat(position).isCloseTo(2, within(0.25));
    harness().pass(Duration.ofSeconds(2));
    assertThat(player().snapshot().positionSeconds()).isEqualTo(position);
    player().play();
    awaitState(PlayerState.PLAYING);
    harness().pass(Duration.ofSeconds(1));
    assertThat(pausedPosition()).isCloseTo(position + 1, within(0.25));
  }

  @Test
  void whoAsksToPlayATrackThatIsStillLoadingHearsItAsSoonAsItCan() {
    player().load(harness().track(store()), HIGH);
    player().play();
    awaitState(PlayerState.PLAYING);
  }

  @Test
  void aSeekGoesExactlyThereAndStaysPaused() {
    load(HIGH);
    player().seek(7.321);
    await().until(() -> player().snapshot().positionSeconds() > 0);
    awaitState(PlayerState.PAUSED);
    assertThat(player().snapshot().positionSeconds())
        .isCloseTo(7.321, within(harness().toleranceSeconds()));
  }

  @Test
  void aSeekWhilePlayingPlaysOnFromThere() {
    playing(HIGH);
    player().seek(9);
    await().until(() -> player().snapshot().positionSeconds() > 8.5);
    awaitState(PlayerState.PLAYING);
    harness().pass(Duration.ofSeconds(1));
    assertThat(pausedPosition()).isCloseTo(10, within(0.25));
  }

  @Test
  void aSeekBeyondTheEndsStopsAtThem() {
    load(LOW);
    player().seek(-5);
    player().seek(500);
    await().until(() -> player().snapshot().positionSeconds() > 1);
    awaitState(PlayerState.PAUSED);
    assertThat(player().snapshot().positionSeconds())
        .isCloseTo(PublishedClicks.SECONDS, within(0.05));
  }

  @Test
  void anotherRenditionGoesOnAtTheSameMusic() {
    playing(LOW);
    harness().pass(Duration.ofSeconds(3));
    player().select(HIGH);
    await().until(() -> player().snapshot().chosen().equals(Optional.of(HIGH)));
    harness().pass(Duration.ofSeconds(1));
    awaitState(PlayerState.PLAYING);
    assertThat(pausedPosition()).isBetween(3.5, 4.5);
    assertThat(player().snapshot().heard()).contains(HIGH);
  }

  @Test
  void aPausedPlayerChangesRenditionWhereItStands() {
    load(LOW);
    player().seek(5);
    await().until(() -> player().snapshot().positionSeconds() > 1);
    awaitState(PlayerState.PAUSED);
    player().select(HIGH);
    await().until(() -> player().snapshot().chosen().equals(Optional.of(HIGH)));
    awaitState(PlayerState.PAUSED);
    assertThat(player().snapshot().positionSeconds())
        .isCloseTo(5, within(harness().toleranceSeconds()));
  }

  @Test
  void aPassageIsRepeatedUntilItIsLetGo() {
    load(HIGH);
    player().loop(Optional.of(new Passage(2, 3)));
    player().seek(2);
    player().play();
    awaitState(PlayerState.PLAYING);
    for (int round = 0; round < 8; round++) {
      harness().pass(Duration.ofMillis(500));
      assertThat(player().snapshot().positionSeconds()).isBetween(1.95, 3.3);
    }
    player().loop(Optional.empty());
    harness().pass(Duration.ofSeconds(3));
    assertThat(player().snapshot().positionSeconds()).isGreaterThan(3.5);
  }

  @Test
  void itEndsAtTheEndAndPlaysFromTheStartAgain() {
    load(LOW);
    player().seek(PublishedClicks.SECONDS - 1);
    player().play();
    awaitState(PlayerState.PLAYING);
    harness().pass(Duration.ofSeconds(2));
    awaitState(PlayerState.ENDED);
    assertThat(player().snapshot().positionSeconds())
        .isCloseTo(PublishedClicks.SECONDS, within(0.05));
    player().play();
    awaitState(PlayerState.PLAYING);
    assertThat(player().snapshot().positionSeconds()).isLessThan(1);
  }

  @Test
  void aTrackThatIsNotThereIsSaidInASentence() {
    TrackKeys nowhere = new TrackKeys("published/nothing/", new TrackId("nothing"));
    player().load(PreviewTrack.of(store(), nowhere, new LocalPublishedSound()), LOW);
    awaitState(PlayerState.FAILED);
    assertThat(player().snapshot().sentence().orElseThrow()).hasSizeGreaterThan(20).endsWith(".");
    load(LOW);
    assertThat(player().snapshot().sentence()).isEmpty();
  }

  @Test
  void aVolumeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> player().volume(1.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> player().volume(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    player().volume(0);
  }

  @Test
  void aClosedPlayerStaysClosed() {
    playing(LOW);
    player().close();
    assertThat(player().snapshot().state()).isEqualTo(PlayerState.CLOSED);
    player().play();
    player().load(harness().track(store()), LOW);
    player().close();
    assertThat(player().snapshot().state()).isEqualTo(PlayerState.CLOSED);
  }

  @Test
  void listenersAreToldOfEachStateOnceAndOnlyInPermittedOrder() {
    playing(LOW);
    harness().pass(Duration.ofSeconds(1));
    pausedPosition();
    player().close();
    PlayerState before = PlayerState.EMPTY;
    for (PlayerSnapshot snapshot : told) {
      if (snapshot.state() != before) {
        assertThat(before.canBecome(snapshot.state())).isTrue();
      }
      before = snapshot.state();
    }
    assertThat(told.stream().map(PlayerSnapshot::state).distinct())
        .startsWith(PlayerState.LOADING, PlayerState.PAUSED, PlayerState.PLAYING)
        .endsWith(PlayerState.CLOSED);
  }
}
