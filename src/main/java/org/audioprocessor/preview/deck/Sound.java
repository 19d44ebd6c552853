package org.audioprocessor.preview.deck;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.line.AudioLine;
import org.audioprocessor.preview.line.AudioLineOpener;
import org.audioprocessor.preview.meter.EbuMeter;
import org.jspecify.annotations.Nullable;

/**
 * The line with what is on its way through it, and whether the device still plays it. The meter
 * reads the music before the gain of a comparison and before the volume. One thread.
 */
final class Sound implements AutoCloseable {
  /** 10 ms at 48 kHz: what is written at once. */
  static final int BLOCK_FRAMES = 480;

  /** A device moves on at least every few hundredths of a second; a busy machine is slower. */
  private static final long STALLED_NANOS = 500_000_000L;

  private static final long LOST_NANOS = 3_000_000_000L;

  /** The device takes or plays nothing any more. */
  static final class LostDeviceException extends Exception {
    private static final long serialVersionUID = 1;

    LostDeviceException(@Nullable Throwable cause) {
      super("the sound device stopped", cause);
    }
  }

  private final AudioLineOpener lines;
  private final LongSupplier nanoTime;
  private final int sampleRate;
  private final HeardSound heard;
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
    heard = new HeardSound(meter);
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

  /** Why nothing is heard; empty where it can be. */
  String silenceSentence() {
    return line().silence();
  }

  /** The line that is open plays nothing that can be heard. */
  boolean isSilent() {
    AudioLine open = line;
    return open != null && !open.silence().isEmpty();
  }

  /** Where there was no device before, there may be one now. */
  void lookForDevice() {
    if (isSilent()) {
      close();
    }
  }

  /** After a pause: the time that passed is none of the device’s. */
  void goOn() {
    movedNanos = nanoTime.getAsLong();
    movedEver = true;
  }

  /** Forgets what was on its way; this music comes next. */
  void restart(long nextMusicFrame) {
    line().stop();
    line().flush();
    heard.restart(nextMusicFrame);
    movedNow(0);
  }

  /** Another track comes. */
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

  /** The music stands still although some is queued: the machine or the device is too slow. */
  boolean isStalled() {
    return isAwaitingMusic() && nanoTime.getAsLong() - movedNanos > STALLED_NANOS;
  }

  /**
   * Leaves a device that is gone; the next use opens another one. A device that is gone may not
   * even close at once, so that another thread does it.
   *
   * @return false if nothing was heard since the last time: another device does not help
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

  /** Pushes the last music through a device that plays only whole buffers. */
  void writeSilence() {
    heard.wrote(0, null, silence, BLOCK_FRAMES);
    line().write(silence, 0, BLOCK_FRAMES);
  }

  /** Lets the meter hear what has become audible. */
  void follow() {
    long now = line().heardFrames();
    if (now != heardFrames) {
      movedNow(now);
      movedEver = true;
    }
    heard.heard(now);
  }

  /** The same while it plays: a device on which nothing moves is gone. */
  void followPlaying() throws LostDeviceException {
    follow();
    if (!isAwaitingMusic()) {
      movedNanos = nanoTime.getAsLong();
    } else if (nanoTime.getAsLong() - movedNanos > LOST_NANOS) {
      throw new LostDeviceException(null);
    }
  }

  /** Whether music is on its way to the ear. */
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

  /** Gives the device back; the next use opens it again. */
  @Override
  public void close() {
    AudioLine open = line;
    line = null;
    if (open != null) {
      open.close();
    }
  }
}
