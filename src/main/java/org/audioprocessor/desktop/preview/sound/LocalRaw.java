package org.audioprocessor.desktop.preview.sound;

import java.io.IOException;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.source.LocalRawDecoder;

/** Decodes a raw file in this process, as set in the settings. */
public final class LocalRaw implements PcmSource {
  private final RawCopies copies;
  private final Selected upload;

  public LocalRaw(RawCopies copies, Selected upload) {
    this.copies = copies;
    this.upload = upload;
  }

  @Override
  public StereoStream open(double fromSeconds) throws PlaybackException, InterruptedException {
    try {
      return new LocalRawDecoder(copies.of(upload), MediaLimits.DEFAULT).open(fromSeconds);
    } catch (IOException e) {
      throw new PlaybackException("The raw file cannot be fetched: " + e.getMessage(), e);
    }
  }
}
