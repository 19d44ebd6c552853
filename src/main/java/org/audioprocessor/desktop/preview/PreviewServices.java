package org.audioprocessor.desktop.preview;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.audioprocessor.desktop.preview.sound.TrackFinder;
import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.desktop.work.ListenRequests;
import org.audioprocessor.desktop.work.NowPlaying;
import org.audioprocessor.desktop.work.QueuePoller;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.preview.Player;

/** What the player's region works with. */
public record PreviewServices(
    TrackFinder tracks, Players players, Wishes wishes, DesktopState state, UiExecutors executors) {

  /**
   * Both back ends, made when they are wanted first.
   *
   * @param workFolder exists; for copies meanwhile
   */
  public record Players(Supplier<Player> decoded, Supplier<Player> client, Path workFolder) {}

  /**
   * What other screens want to be heard, and what they are told.
   *
   * @param settle how long a track must be selected before anything of it is read
   */
  public record Wishes(
      TrackSelection selection,
      ListenRequests requests,
      QueuePoller poller,
      NowPlaying nowPlaying,
      Duration settle) {}
}
