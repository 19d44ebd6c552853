package org.audioprocessor.preview.deck;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.line.AudioLine;
import org.audioprocessor.preview.line.AudioLine.AudioLineOpener;
import org.audioprocessor.preview.meter.EbuMeter;
import org.jspecify.annotations.Nullable;

/**
 * The line, the sound in it, and the detection of a stalled device. The meter reads the music
 * before the comparison gain and the volume. For one thread.
 */
final class Sound implements AutoCloseable {
  static final String DEVICE_FAILED =
      "The sound device does not play. Check it, or choose another one in the system’s settings;"
          + " then press play.";

  /** Frames of one write: 10 ms at 48 kHz. */
  static final int BLOCK_FRAMES = 480;

  /** Devices advance every few hundredths of a second; this allows for a busy machine. */
  private static final long STALLED_NANOS = 500_000_000L;

  private static final long LOST_NANOS = 3_000_000_000L;

  /** The device no longer accepts or plays sound. */
  static final class LostDeviceException extends Exception {
    private static final long serialVersionUID = 1;

    LostDeviceException(@Nullable Throwable cause) {
      super("the sound device stopped", cause);
    }
  }

  private final AudioLineOpener lines;
  private final LongSupplier nanoTime;
  private final int sampleRate;
  private final AudibleSound heard;
  private final float[][] silence = new float[2][BLOCK_FRAMES];
  private @Nullable AudioLine line;
  private double volume = 1;
  private double wantedVolume = 1;
  private long heardFrames;
  private long movedNanos;
  private boolean movedEver = true;

  /**
   * No line is open yet.
   *
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  Sound(AudioLineOpener lines, int sampleRate, EbuMeter meter, LongSupplier nanoTime) {
    this.lines = lines;
    this.nanoTime = nanoTime;
    this.sampleRate = sampleRate;
    heard = new AudibleSound(meter);
  }

  int sampleRate() {
    return sampleRate;
  }

  void volume(double share) {
    wantedVolume = share;
  }

  private AudioLine line() {
    AudioLine open = line;
    if (open == null) {
      open = lines.open(sampleRate);
      line = open;
    }
    return open;
  }

  /** Why nothing is audible; empty for an audible line. */
  String silenceSentence() {
    return line().silence();
  }

  /** Whether the open line is silent. */
  boolean isSilent() {
    AudioLine open = line;
    return open != null && !open.silence().isEmpty();
  }

  /** Closes a silent line, since a device may be available now. */
  void retryDevice() {
    if (isSilent()) {
      close();
    }
  }

  /** Continues after a pause, which does not count as a stall. */
  void resume() {
    movedNanos = nanoTime.getAsLong();
    movedEver = true;
  }

  /** Drops the queued sound; this frame of music follows. */
  void restart(long nextMusicFrame) {
    line().stop();
    line().flush();
    heard.restart(nextMusicFrame);
    movedNow(0);
  }

  /** Prepares for another track. */
  void forget() {
    heard.forget();
  }

  private void movedNow(long lineFrames) {
    heardFrames = lineFrames;
    movedNanos = nanoTime.getAsLong();
  }

  void start() {
    line().start();
  }

  /** Whether the position does not advance although music is queued. */
  boolean isStalled() {
    return isAwaitingMusic() && nanoTime.getAsLong() - movedNanos > STALLED_NANOS;
  }

  /**
   * Abandons a lost device; the next use opens another one. Closes it on another thread, since
   * closing a lost device may block.
   *
   * @return false if nothing was audible since the last call: another device does not help
   */
  boolean leaveDevice() {
    AudioLine lost = line;
    line = null;
    if (lost != null) {
      Thread.ofPlatform().daemon().name("preview line ends").start(lost::close);
    }
    boolean helped = movedEver;
    movedEver = false;
    return helped;
  }

  void stop() {
    line().stop();
    follow();
  }

  boolean hasRoom() throws LostDeviceException {
    try {
      return line().writableFrames() >= BLOCK_FRAMES;
    } catch (PlaybackException gone) {
      throw new LostDeviceException(gone);
    }
  }

  /**
   * Writes music, with the volume; the planes are changed.
   *
   * @param plain the same without the gain of a comparison, for the meter
   */
  void write(long musicFrame, Rendition rendition, float[][] stereo, float[][] plain, int frames) {
    heard.wrote(musicFrame, rendition, plain, frames);
    double step = (wantedVolume - volume) / frames;
    for (int i = 0; i < frames; i++) {
      volume += step;
      stereo[0][i] *= (float) volume;
      stereo[1][i] *= (float) volume;
    }
    volume = wantedVolume;
    line().write(stereo, 0, frames);
  }

  /** Writes silence, so that a device that plays whole buffers only plays the last music. */
  void writeSilence() {
    heard.wrote(0, null, silence, BLOCK_FRAMES);
    line().write(silence, 0, BLOCK_FRAMES);
  }

  /** Feeds the meter with the sound that has become audible. */
  void follow() {
    long now = line().heardFrames();
    if (now != heardFrames) {
      movedNow(now);
      movedEver = true;
    }
    heard.heard(now);
  }

  /** Follows during playback; a device that does not advance is lost. */
  void followPlaying() throws LostDeviceException {
    follow();
    if (!isAwaitingMusic()) {
      movedNanos = nanoTime.getAsLong();
    } else if (nanoTime.getAsLong() - movedNanos > LOST_NANOS) {
      throw new LostDeviceException(null);
    }
  }

  /** Whether written music is not audible yet. */
  boolean isAwaitingMusic() {
    return heard.isAwaitingMusic();
  }

  double positionSeconds() {
    return heard.musicFrame() / (double) sampleRate;
  }

  long positionFrame() {
    return heard.musicFrame();
  }

  Optional<Rendition> rendition() {
    return heard.rendition();
  }

  /** Closes the device; the next use opens it again. */
  @Override
  public void close() {
    AudioLine open = line;
    line = null;
    if (open != null) {
      open.close();
    }
  }
}
