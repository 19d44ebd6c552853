package org.audioprocessor.preview.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.StereoSource;
import org.jspecify.annotations.Nullable;

/** The published M4A, copied once into a file of ours: nothing but files is given to FFmpeg. */
final class M4aSource implements StereoSource, AutoCloseable {
  private final PreviewTrack track;
  private final Path folder;
  private @Nullable Path file;
  private boolean closed;

  /**
   * @param folder exists; for the copy
   */
  M4aSource(PreviewTrack track, Path folder) {
    this.track = track;
    this.folder = folder;
  }

  @Override
  public M4aStream open(double fromSeconds) throws PlaybackException, InterruptedException {
    try {
      return M4aStream.open(file(), fromSeconds);
    } catch (MediaException e) {
      throw new PlaybackException(
          "“" + track.keys().m4a() + "” cannot be played: " + e.getMessage(), e);
    }
  }

  private synchronized Path file() throws PlaybackException, InterruptedException {
    Path known = file;
    if (closed) {
      throw new InterruptedException("the track was left");
    }
    if (known == null) {
      known = folder.resolve("preview.m4a");
      try {
        track.store().download(track.keys().m4a(), known);
      } catch (IOException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException("nobody wants the file any more");
        }
        throw SegmentCache.failed(track.keys().m4a(), e);
      }
      file = known;
    }
    return known;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    Path known = file;
    if (known != null) {
      Files.deleteIfExists(known);
    }
  }
}
