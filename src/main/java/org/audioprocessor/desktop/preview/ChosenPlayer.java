package org.audioprocessor.desktop.preview;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.desktop.preview.sound.FoundTrack;
import org.audioprocessor.desktop.preview.sound.FoundTrack.TrackFinder;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.QueuePoller;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.Player.LevelMatch;
import org.audioprocessor.preview.Player.Passage;
import org.audioprocessor.preview.PlayerSnapshot;
import org.audioprocessor.preview.Rendition;
import org.jspecify.annotations.Nullable;

/**
 * Plays with one of two players: the program's own, or the HLS client that plays as listeners'
 * programs do.
 */
public final class ChosenPlayer {
  private final PreviewServices.Players players;
  private final NowPlaying nowPlaying;
  private final Consumer<PlayerSnapshot> changed;
  private @Nullable Player decoded;
  private @Nullable Player client;
  private boolean byClient;

  /**
   * Creates the players on first use.
   *
   * @param changed called on the players' threads
   */
  ChosenPlayer(
      PreviewServices.Players players, NowPlaying nowPlaying, Consumer<PlayerSnapshot> changed) {
    this.players = players;
    this.nowPlaying = nowPlaying;
    this.changed = changed;
  }

  boolean isByClient() {
    return byClient;
  }

  /** Selects the player; the other one has nothing loaded yet. */
  void choose(boolean clientPlays) {
    if (clientPlays != byClient) {
      now().pause();
      byClient = clientPlays;
    }
  }

  Player now() {
    Player player;
    if (byClient) {
      client = client == null ? made(players.client()) : client;
      player = client;
    } else {
      decoded = decoded == null ? made(players.decoded()) : decoded;
      player = decoded;
    }
    nowPlaying.play(player.meter().orElse(null));
    return player;
  }

  private Player made(Supplier<Player> maker) {
    Player player = maker.get();
    player.listen(changed::accept);
    return player;
  }

  /** Loads a track at a position and plays it if requested. */
  void load(FoundTrack found, Rendition first, double seconds, boolean play) {
    Player player = now();
    player.load(found.track(), first);
    player.loop(Optional.<Passage>empty());
    if (seconds > 0) {
      player.seek(seconds);
    }
    if (play) {
      player.play();
    }
  }

  void levels(FoundTrack found, boolean matched) {
    now().levels(matched ? LevelMatch.of(found.integratedLufs()) : LevelMatch.OFF);
  }

  PlayerSnapshot snapshot() {
    Player player = byClient ? client : decoded;
    return player == null ? PlayerSnapshot.EMPTY : player.snapshot();
  }

  /** Waits until the players' threads have ended, at most some seconds. */
  void close() {
    nowPlaying.play(null);
    for (Player player : new @Nullable Player[] {decoded, client}) {
      if (player != null) {
        player.close();
      }
    }
  }

  /** The services of the player. */
  public record PreviewServices(
      TrackFinder tracks,
      Players players,
      Wishes wishes,
      DesktopState state,
      UiExecutors executors) {

    /**
     * Creates both players on first use.
     *
     * @param workFolder exists; for temporary copies
     */
    public record Players(Supplier<Player> decoded, Supplier<Player> client, Path workFolder) {}

    /**
     * The requests and the state that the player shares with other screens.
     *
     * @param settle how long a track must be selected before it is read
     */
    public record Wishes(
        TrackSelection selection,
        ListenRequests requests,
        QueuePoller poller,
        NowPlaying nowPlaying,
        Duration settle) {}
  }
}
