package org.audioprocessor.preview.source;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.StereoMix;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;

/** Decodes a trusted local file in this process. */
public final class LocalRawDecoder implements PcmSource {
  private final Path file;
  private final MediaLimits limits;

  public LocalRawDecoder(Path file, MediaLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  @Override
  public StereoStream open(double fromSeconds) throws PlaybackException, InterruptedException {
    AudioFile opened = null;
    try {
      opened =
          AudioFile.openBefore(
              fromSeconds, file, limits, () -> Thread.currentThread().isInterrupted());
      FileStream stream = new FileStream(opened);
      stream.skip((long) (fromSeconds * opened.info().sampleRate()));
      return stream;
    } catch (MediaException e) {
      if (opened != null) {
        opened.close();
      }
      throw failed(e);
    }
  }

  private static PlaybackException failed(MediaException e) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the sound is no longer needed");
    }
    return new PlaybackException("The raw file cannot be played: " + e.getMessage(), e);
  }

  /** Stereo sound of a file, from the block that contains the requested position. */
  private static final class FileStream implements StereoStream {
    private final AudioFile file;
    private final StereoMix mix;
    private final AudioBlock decoded = new AudioBlock();
    private long firstFrame;
    private boolean ahead;

    FileStream(AudioFile file) {
      this.file = file;
      this.mix = StereoMix.of(file.info().channelRoles());
    }

    void skip(long frames) throws MediaException {
      while (file.read(decoded)) {
        if (file.decodedFrames() > frames) {
          firstFrame = file.decodedFrames() - decoded.frames();
          ahead = true;
          return;
        }
      }
      firstFrame = file.decodedFrames();
    }

    @Override
    public int sampleRate() {
      return file.info().sampleRate();
    }

    @Override
    public long firstFrame() {
      return firstFrame;
    }

    @Override
    public OptionalDouble musicSeconds() {
      return file.info().estimatedSeconds();
    }

    @Override
    public boolean read(AudioBlock stereo) throws PlaybackException, InterruptedException {
      try {
        boolean more = ahead || file.read(decoded);
        ahead = false;
        if (more) {
          mix.mix(decoded, stereo);
        }
        return more;
      } catch (MediaException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
