package org.audioprocessor.desktop.preview.sound;

import java.io.IOException;
import java.nio.file.Path;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.IsolatedDecoder;
import org.audioprocessor.process.isolation.IsolatedFiles;

/** Decodes a raw file in a child process, since its bytes are not trusted. */
public final class IsolatedRaw implements PcmSource {
  /** The rate of most sound devices, and of the player's line. */
  private static final int SAMPLE_RATE = 48_000;

  private final IsolatedFiles files;
  private final LocalFile file;

  /** Locates the file on the local disk. */
  @FunctionalInterface
  public interface LocalFile {
    /** Returns the path; may fetch the file first. */
    Path path() throws IOException;
  }

  public IsolatedRaw(IsolatedFiles files, LocalFile file) {
    this.files = files;
    this.file = file;
  }

  /** Creates a decoder that copies the upload from the bucket on first use. */
  public IsolatedRaw(RawCopies copies, IsolatedFiles files, Selected upload) {
    this(files, () -> copies.of(upload));
  }

  @Override
  public StereoStream open(double fromSeconds) throws PlaybackException {
    // starts at least half a second earlier, for the resampler to settle; whole seconds are whole
    // frames
    double wholeSeconds = Math.max(0, Math.floor(fromSeconds - 0.5));
    try {
      IsolatedDecoder<AudioInfo> decoder = files.decode(file.path(), wholeSeconds, SAMPLE_RATE);
      return new IsolatedStream(
          decoder,
          SAMPLE_RATE,
          Math.round(wholeSeconds * SAMPLE_RATE),
          decoder.info().estimatedSeconds());
    } catch (IOException | ProcessingException e) {
      throw failed(e);
    }
  }

  private static PlaybackException failed(Exception e) {
    return new PlaybackException("The raw file cannot be played: " + e.getMessage(), e);
  }
}
