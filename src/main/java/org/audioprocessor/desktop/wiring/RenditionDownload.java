package org.audioprocessor.desktop.wiring;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.audioprocessor.desktop.work.Downloads;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.process.readback.PublishedLadder;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.TrackKeys;

/** Downloads a published rendition into one file; a rung becomes one transport stream. */
final class RenditionDownload implements Downloads {
  private static final int MOST_PLAYLIST_BYTES = 4 << 20;
  private static final int MOST_SEGMENT_BYTES = 32 << 20;
  private static final long MOST_M4A_BYTES = 1 << 30;

  private final ObjectStore store;
  private final ObjectKeys keys;

  RenditionDownload(ObjectStore store, ObjectKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  @Override
  public Ladder ladder(String fileName) throws IOException {
    return PublishedLadder.of(store, keys.track(keys.trackId(fileName)));
  }

  @Override
  public void download(String fileName, String rendition, Path target) throws IOException {
    TrackKeys track = keys.track(keys.trackId(fileName));
    Path part = Files.createTempFile(target.toAbsolutePath().getParent(), "download", ".part");
    try {
      if (rendition.equals("m4a")) {
        store.download(track.m4a(), part, MOST_M4A_BYTES);
      } else {
        writeSegments(track, rendition, part);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void writeSegments(TrackKeys track, String rung, Path part) throws IOException {
    String playlistKey = track.playlist(rung);
    String folder = playlistKey.substring(0, playlistKey.lastIndexOf('/') + 1);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
      for (MediaPlaylist.Entry entry : playlist(playlistKey).entries()) {
        out.write(segment(folder + entry.uri()));
      }
    }
  }

  private byte[] segment(String key) throws IOException {
    try (InputStream in = store.get(key)) {
      byte[] bytes = in.readNBytes(MOST_SEGMENT_BYTES + 1);
      if (bytes.length > MOST_SEGMENT_BYTES) {
        throw new IOException("“" + key + "” is larger than a segment can be.");
      }
      return bytes;
    }
  }

  private MediaPlaylist playlist(String key) throws IOException {
    try (InputStream in = store.get(key)) {
      byte[] bytes = in.readNBytes(MOST_PLAYLIST_BYTES);
      return MediaPlaylist.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (PlaylistException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }
}
