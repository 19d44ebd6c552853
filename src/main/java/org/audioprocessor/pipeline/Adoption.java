package org.audioprocessor.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.TrackKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what stood under a track's fixed names before us generation 0: its objects are copied where
 * a rollback finds them, and the segments that its playlists name are written down, so that they
 * are collected like any others.
 */
final class Adoption {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

  private final PublicationTarget target;
  private final List<String> rungs;

  Adoption(PublicationTarget target, List<String> rungs) {
    this.target = target;
    this.rungs = rungs;
  }

  void adopt() throws StorageException, ProcessingException {
    TrackKeys keys = target.keys();
    TrackKeys copies = keys.generation(0);
    List<String> segments = new ArrayList<>();
    List<String[]> fixed = new ArrayList<>();
    for (String rung : rungs) {
      fixed.add(new String[] {keys.playlist(rung), copies.playlist(rung)});
      segments.addAll(segments(rung));
    }
    fixed.add(new String[] {keys.m4a(), copies.m4a()});
    fixed.add(new String[] {keys.metadata(), copies.metadata()});
    fixed.add(new String[] {keys.multivariantPlaylist(), copies.multivariantPlaylist()});
    ObjectStore store = target.store();
    List<String> all = new ArrayList<>(segments);
    for (String[] pair : fixed) {
      if (store.exists(pair[0])) {
        store.copy(pair[0], pair[1], Publish.options(pair[1]));
        all.add(pair[1]);
      }
    }
    if (!all.isEmpty()) {
      target.log().adopt(all);
    }
  }

  private List<String> segments(String rung) throws StorageException {
    String key = target.keys().playlist(rung);
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      String folder = key.substring(0, key.lastIndexOf('/') + 1);
      return MediaPlaylist.parse(text.get()).entries().stream()
          .map(MediaPlaylist.Entry::uri)
          .filter(uri -> !uri.contains("/") && !uri.contains(":") && !uri.contains("?"))
          .map(uri -> folder + uri)
          .toList();
    } catch (PlaylistException e) {
      LOG.warn("{} stood there before us and is no playlist: {}", key, e.getMessage());
      return List.of();
    }
  }

  private Optional<String> text(String key) throws StorageException {
    if (!target.store().exists(key)) {
      return Optional.empty();
    }
    try (InputStream in = target.store().get(key)) {
      return Optional.of(new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StorageException(
          StorageException.Kind.IO, "The playlist “" + key + "” could not be read. Try again.", e);
    }
  }
}
