package org.audioprocessor.preview.deck;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.audioprocessor.preview.LevelMatch;
import org.audioprocessor.preview.Passage;
import org.audioprocessor.preview.Player;
import org.audioprocessor.preview.PlayerListener;
import org.audioprocessor.preview.PlayerSnapshot;
import org.audioprocessor.preview.PlayerStatus;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.line.AudioLineOpener;
import org.audioprocessor.preview.meter.EbuMeter;

/**
 * Decodes what was published, segment by segment, and plays it on a line. Without a sound device it
 * plays silently at the same pace and says so; the meter runs.
 */
public final class DecodedPlayer implements Player {
  /** Most devices run at 48 kHz. */
  private static final int LINE_RATE = 48_000;

  private static final long CLOSE_MILLIS = 2000;

  private final PlayerStatus status = new PlayerStatus();
  private final EbuMeter meter;
  private final PlaybackThread thread;

  /**
   * A player without a track; it opens the line with the first.
   *
   * @param workFolder exists; for a copy of the M4A while it is heard
   * @param targetLufs where the meter has 0 LU
   */
  public DecodedPlayer(AudioLineOpener lines, Path workFolder, double targetLufs) {
    this(lines, workFolder, targetLufs, System::nanoTime);
  }

  /**
   * The same with another clock, by which a device that stands still is taken for gone.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  DecodedPlayer(AudioLineOpener lines, Path workFolder, double targetLufs, LongSupplier nanoTime) {
    meter = new EbuMeter(LINE_RATE, targetLufs);
    Sound sound = new Sound(lines, LINE_RATE, meter, nanoTime);
    Playback playback = new Playback(status, sound, workFolder);
    thread = new PlaybackThread(playback);
  }

  @Override
  public void load(PreviewTrack track, Rendition first) {
    thread.ask(playback -> playback.load(track, first));
  }

  @Override
  public void play() {
    thread.ask(Playback::play);
  }

  @Override
  public void pause() {
    thread.ask(Playback::pause);
  }

  @Override
  public void seek(double seconds) {
    if (Double.isNaN(seconds)) {
      throw new IllegalArgumentException("Say a time to go to.");
    }
    thread.ask(playback -> playback.seek(seconds));
  }

  @Override
  public void select(Rendition rendition) {
    thread.ask(playback -> playback.select(rendition, false));
  }

  @Override
  public void selectBlind(Rendition rendition) {
    thread.ask(playback -> playback.select(rendition, true));
  }

  @Override
  public void loop(Optional<Passage> passage) {
    thread.ask(playback -> playback.loop(passage));
  }

  @Override
  public void volume(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("The volume is between 0 and 1, not " + share + ".");
    }
    thread.ask(playback -> playback.volume(share));
  }

  @Override
  public void levels(LevelMatch match) {
    thread.ask(playback -> playback.levels(match));
  }

  @Override
  public PlayerSnapshot snapshot() {
    return status.snapshot();
  }

  @Override
  public void listen(PlayerListener listener) {
    status.listen(listener);
  }

  @Override
  public Optional<EbuMeter> meter() {
    return Optional.of(meter);
  }

  @Override
  public void close() {
    thread.end(CLOSE_MILLIS);
  }
}
