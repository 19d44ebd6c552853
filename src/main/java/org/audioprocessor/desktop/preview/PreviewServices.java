package org.audioprocessor.desktop.preview;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.desktop.preview.sound.FoundTrack.TrackFinder;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.QueuePoller;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.TrackSelection.ListenRequests;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.preview.Player;

/** The services of the player. */
public record PreviewServices(
    TrackFinder tracks, Players players, Wishes wishes, DesktopState state, UiExecutors executors) {

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
