package org.audioprocessor.preview.deck;

import java.util.Optional;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.line.AudioLine;
import org.audioprocessor.preview.line.AudioLineOpener;
import org.audioprocessor.preview.meter.EbuMeter;
import org.jspecify.annotations.Nullable;

/** The line with what is on its way through it. The meter hears before the volume. One thread. */
final class Sound implements AutoCloseable {
  /** 10 ms at 48 kHz: what is written at once. */
  static final int BLOCK_FRAMES = 480;

  private final AudioLineOpener lines;
  private final int sampleRate;
  private final HeardSound heard;
  private final float[][] silence = new float[2][BLOCK_FRAMES];
  private @Nullable AudioLine line;
  private double volume = 1;
  private double wantedVolume = 1;

  Sound(AudioLineOpener lines, int sampleRate, EbuMeter meter) {
    this.lines = lines;
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

  /** Where there was no device before, there may be one now. */
  void lookForDevice() {
    AudioLine open = line;
    if (open != null && !open.silence().isEmpty()) {
      close();
    }
  }

  /** Forgets what was on its way; this music comes next. */
  void restart(long nextMusicFrame) {
    line().stop();
    line().flush();
    heard.restart(nextMusicFrame);
  }

  void start() {
    line().start();
  }

  void stop() {
    line().stop();
    follow();
  }

  boolean hasRoom() throws PlaybackException {
    return line().writableFrames() >= BLOCK_FRAMES;
  }

  /** Writes music, with the volume; the planes are changed. */
  void write(long musicFrame, Rendition rendition, float[][] stereo, int frames) {
    heard.wrote(musicFrame, rendition, stereo, frames);
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
    heard.heard(line().heardFrames());
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
