package org.audioprocessor.preview.fx;

import java.net.URI;
import java.util.OptionalDouble;
import javafx.scene.media.Media;
import javafx.scene.media.MediaException;
import javafx.scene.media.MediaPlayer;
import javafx.util.Duration;
import org.audioprocessor.preview.web.ClientMedia;
import org.jspecify.annotations.Nullable;

/**
 * JavaFX's media player. For media playlists and the M4A only: with a multivariant playlist it
 * plays at the wrong pitch after a change of rungs. In a playlist it seeks to segment starts.
 */
public final class FxClientMedia implements ClientMedia {
  private final MediaPlayer player;

  private FxClientMedia(MediaPlayer player) {
    this.player = player;
  }

  /**
   * Opens an address; calls the listener on JavaFX's thread.
   *
   * @throws MediaException or a linkage error, if the system lacks a library
   */
  public static ClientMedia open(URI address, Listener listener) {
    Media media = new Media(address.toString());
    media.setOnError(() -> listener.failed(words(media.getError())));
    MediaPlayer player = new MediaPlayer(media);
    player.setOnError(() -> listener.failed(words(player.getError())));
    player.setOnReady(() -> listener.ready(seconds(player.getTotalDuration())));
    player.setOnStalled(listener::stalled);
    player.setOnPlaying(listener::playing);
    player.setOnEndOfMedia(listener::ended);
    if (player.getError() != null) {
      player.dispose();
      throw player.getError();
    }
    return new FxClientMedia(player);
  }

  private static OptionalDouble seconds(Duration duration) {
    return duration.isUnknown() || duration.isIndefinite()
        ? OptionalDouble.empty()
        : OptionalDouble.of(duration.toSeconds());
  }

  private static String words(@Nullable MediaException error) {
    return error == null || error.getMessage() == null ? "no reason given" : error.getMessage();
  }

  @Override
  public void play() {
    player.play();
  }

  @Override
  public void pause() {
    player.pause();
  }

  @Override
  public void seek(double seconds) {
    player.seek(Duration.seconds(seconds));
  }

  @Override
  public void volume(double share) {
    player.setVolume(share);
  }

  @Override
  public double positionSeconds() {
    return player.getCurrentTime().toSeconds();
  }

  @Override
  public void close() {
    player.dispose();
  }
}
