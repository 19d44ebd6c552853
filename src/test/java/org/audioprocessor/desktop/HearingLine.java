package org.audioprocessor.desktop;

import org.audioprocessor.preview.line.AudioLine;
import org.audioprocessor.preview.line.AudioLine.AudioLineOpener;
import org.audioprocessor.preview.line.SilentLine;

/** A sound device at the usual pace that remembers how loud it was. */
final class HearingLine implements AudioLineOpener {
  private volatile float peak;

  @Override
  public AudioLine open(int sampleRate) {
    return new SilentLine(sampleRate, sampleRate / 8, System::nanoTime, "") {
      @Override
      public void write(float[][] stereo, int offset, int frames) {
        super.write(stereo, offset, frames);
        for (float[] plane : stereo) {
          for (int i = offset; i < offset + frames; i++) {
            peak = Math.max(peak, Math.abs(plane[i]));
          }
        }
      }
    };
  }

  void forget() {
    peak = 0;
  }

  /** The sound that was played since the last reset. */
  float peak() {
    return peak;
  }
}
