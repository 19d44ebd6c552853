package org.audioprocessor.process.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the objects that another program published under a track's fixed names into generation 0:
 * copies them for a rollback, and records the segments of their playlists, so that they are
 * collected later.
 */
final class Adoption {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

  private final PublicationTarget target;
  private final List<String> rungs;
  private final FixedNames before;

  Adoption(PublicationTarget target, List<String> rungs, FixedNames before) {
    this.target = target;
    this.rungs = rungs;
    this.before = before;
  }

  void adopt() throws StorageException, ProcessingException {
    List<ParallelRequests.Request<List<String>>> requests = new ArrayList<>();
    for (String rung : rungs) {
      requests.add(() -> segments(rung));
    }
    List<String> fixed = FixedNames.keys(target.keys(), rungs);
    List<String> copies = FixedNames.keys(target.keys().generation(0), rungs);
    for (int i = 0; i < fixed.size(); i++) {
      String from = fixed.get(i);
      String to = copies.get(i);
      requests.add(() -> copy(from, to));
    }
    List<String> all = ParallelRequests.all(requests).stream().flatMap(List::stream).toList();
    if (!all.isEmpty()) {
      target.log().adopt(all);
    }
  }

  private List<String> copy(String from, String to) throws StorageException {
    if (!before.holds(from)) {
      return List.of();
    }
    target.store().copy(from, to, Publish.options(to));
    return List.of(to);
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
      LOG.warn("{} existed before and is not a playlist: {}", key, e.getMessage());
      return List.of();
    }
  }

  private Optional<String> text(String key) throws StorageException {
    if (!before.holds(key)) {
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
