package org.audioprocessor.preview.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PcmSource.StereoStream;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The published M4A, copied once to a local file, since FFmpeg gets files only. */
final class M4aSource implements PcmSource, AutoCloseable {
  /** Above the size of any published M4A. */
  private static final long MOST_BYTES = 1 << 30;

  private static final Logger LOG = LoggerFactory.getLogger(M4aSource.class);

  private final PreviewTrack track;
  private final Path folder;
  private final ReentrantLock downloading = new ReentrantLock();
  private @Nullable Path file;
  private volatile boolean closed;

  /**
   * @param folder an existing folder for the copy; removed together with it
   */
  M4aSource(PreviewTrack track, Path folder) {
    this.track = track;
    this.folder = folder;
  }

  @Override
  public StereoStream open(double fromSeconds) throws PlaybackException, InterruptedException {
    Path copy = file();
    try {
      return track.sound().m4a(copy, fromSeconds);
    } catch (PlaybackException e) {
      throw new PlaybackException(
          "“" + track.keys().m4a() + "” cannot be played: " + e.getMessage(), e);
    }
  }

  private Path file() throws PlaybackException, InterruptedException {
    downloading.lockInterruptibly();
    try {
      Path known = file;
      if (known == null) {
        known = folder.resolve("preview.m4a");
        download(known);
        file = known;
      }
      requireWanted();
      return known;
    } finally {
      downloading.unlock();
      if (closed) {
        removeIfIdle();
      }
    }
  }

  private void download(Path target) throws PlaybackException, InterruptedException {
    requireWanted();
    try {
      track.store().download(track.keys().m4a(), target, MOST_BYTES);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the file is no longer needed");
      }
      throw SegmentCache.failed(track.keys().m4a(), e);
    }
  }

  private void requireWanted() throws InterruptedException {
    if (closed) {
      throw new InterruptedException("the track was closed");
    }
  }

  /** Does not wait for a download, which removes the file when it ends. */
  @Override
  public void close() {
    closed = true;
    removeIfIdle();
  }

  private void removeIfIdle() {
    if (!downloading.tryLock()) {
      return;
    }
    try {
      Files.deleteIfExists(folder.resolve("preview.m4a"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.warn("a temporary file of the preview could not be deleted: {}", e.getMessage());
    } finally {
      downloading.unlock();
    }
  }
}
