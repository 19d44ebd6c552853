package org.audioprocessor.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The folder in which the S3 server keeps a bucket: each object a file. */
record BucketFolder(Path folder) {
  private static final String PROCESSED = "mwonya_audio_tracks";
  private static final List<String> RUNGS = List.of("low", "med", "high");
  private static final String PLAYLIST = "playlist.m3u8";
  private static final String FIRST_GENERATION = "g0001";

  /** By its key, as the platform fixed it. */
  static boolean isMultivariantPlaylist(String key) {
    return key.matches(PROCESSED + "/[^/]+/" + PLAYLIST);
  }

  long rawFiles() throws IOException {
    return filesIn(folder.resolve("tracks"));
  }

  long failedFiles() throws IOException {
    return filesIn(folder.resolve("failedprocessing_tracks"));
  }

  private static long filesIn(Path place) throws IOException {
    if (Files.notExists(place)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  /**
   * One track: whole, one generation, one try, and nothing beside what its playlists name.
   *
   * @return the worker that published it; empty if it is not published
   */
  Optional<String> lookAt(String fileName, List<String> problems) throws IOException {
    String id = fileName.substring(0, fileName.lastIndexOf('.'));
    Path track = folder.resolve(PROCESSED).resolve(id);
    if (Files.notExists(track.resolve(PLAYLIST))) {
      problems.add(id + " is not published");
      return Optional.empty();
    }
    if (!names(track.resolve("generations")).equals(Set.of(FIRST_GENERATION))) {
      problems.add(id + " has generations " + names(track.resolve("generations")));
    }
    for (String rung : RUNGS) {
      Set<String> expected = named(track.resolve(rung).resolve(PLAYLIST));
      expected.add(PLAYLIST);
      if (!names(track.resolve(rung)).equals(expected)) {
        problems.add(id + "/" + rung + " holds " + names(track.resolve(rung)));
      }
    }
    String metadata = Files.readString(track.resolve("metadata.json"));
    return Optional.of(
        JsonMapper.shared().readTree(metadata).path("program").path("name").asString());
  }

  /** The segments that a playlist names. */
  private static Set<String> named(Path playlist) throws IOException {
    try (Stream<String> lines = Files.lines(playlist)) {
      return new HashSet<>(lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
    }
  }

  private static Set<String> names(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return new HashSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }
}
