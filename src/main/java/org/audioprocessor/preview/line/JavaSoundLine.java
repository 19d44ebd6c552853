package org.audioprocessor.preview.line;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.audioprocessor.preview.PlaybackException;

/** The system's default sound device, in 16 bits. */
public final class JavaSoundLine implements AudioLine {
  private static final int BYTES_PER_FRAME = 4;
  private static final int FULL_SCALE = 32_767;

  private static final String NO_DEVICE =
      "No sound device. Meters only. Connect a sound device, then press play.";

  private final SourceDataLine line;
  private final int sampleRate;
  private byte[] bytes = new byte[0];
  private long written;
  private long positionAtFlush;
  private int carry;

  private JavaSoundLine(SourceDataLine line, int sampleRate) {
    this.line = line;
    this.sampleRate = sampleRate;
    positionAtFlush = line.getLongFramePosition();
  }

  /**
   * Opens the default device.
   *
   * @param queueFrames approximate capacity
   * @throws PlaybackException if there is no device, or it is in use
   */
  public static JavaSoundLine open(int sampleRate, int queueFrames) throws PlaybackException {
    AudioFormat format = new AudioFormat(sampleRate, 16, 2, true, false);
    try {
      SourceDataLine line = AudioSystem.getSourceDataLine(format);
      line.open(format, queueFrames * BYTES_PER_FRAME);
      return new JavaSoundLine(line, sampleRate);
    } catch (IllegalArgumentException | LineUnavailableException | SecurityException e) {
      // without a device Java Sound throws the first of these
      throw new PlaybackException(NO_DEVICE, e);
    }
  }

  /** Opens the default device, or a silent line that runs in real time and states the reason. */
  public static AudioLine openOrSilent(int sampleRate, int queueFrames) {
    try {
      return open(sampleRate, queueFrames);
    } catch (PlaybackException noDevice) {
      return new SilentLine(sampleRate, queueFrames, System::nanoTime, sentence(noDevice));
    }
  }

  private static String sentence(PlaybackException noDevice) {
    String message = noDevice.getMessage();
    return message == null ? NO_DEVICE : message;
  }

  @Override
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public int writableFrames() throws PlaybackException {
    if (!line.isOpen()) {
      throw new PlaybackException(
          "The sound device was disconnected. Connect it again, then press play.");
    }
    return line.available() / BYTES_PER_FRAME;
  }

  @Override
  public void write(float[][] stereo, int offset, int frames) {
    int length = frames * BYTES_PER_FRAME;
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    int at = 0;
    for (int i = offset; i < offset + frames; i++) {
      at = put(stereo[0][i], at);
      at = put(stereo[1][i], at);
    }
    carry += line.write(bytes, 0, length);
    written += carry / BYTES_PER_FRAME;
    carry %= BYTES_PER_FRAME;
  }

  private int put(float sample, int at) {
    int value = Math.round(Math.clamp(sample, -1f, 1f) * FULL_SCALE);
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >> 8);
    return at + 2;
  }

  @Override
  public void start() {
    line.start();
  }

  @Override
  public void stop() {
    line.stop();
  }

  @Override
  public void flush() {
    line.flush();
    // devices differ in counting flushed frames as played, so count from here
    positionAtFlush = line.getLongFramePosition();
    written = 0;
    carry = 0;
  }

  @Override
  public long heardFrames() {
    return Math.clamp(line.getLongFramePosition() - positionAtFlush, 0, written);
  }

  @Override
  public void close() {
    line.close();
  }
}
