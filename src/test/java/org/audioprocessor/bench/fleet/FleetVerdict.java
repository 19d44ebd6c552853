package org.audioprocessor.bench.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.audioprocessor.testing.S3Request;

/** How the fleet's work ended, seen from outside: tables, bucket and folders as they are. */
final class FleetVerdict {
  private final List<String> fileNames;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Long> programs = new TreeMap<>();

  FleetVerdict(List<String> fileNames) {
    this.fileNames = fileNames;
  }

  List<String> problems() {
    return problems;
  }

  /** How many tracks were published by which program, as their metadata says. */
  Map<String, Long> programs() {
    return programs;
  }

  /** Each upload was completed once, and released by each earlier worker. */
  void lookAt(FleetTables tables) throws SQLException {
    long all = fileNames.size();
    require(tables.completed(), all, "completed rows without a message");
    require(tables.activeLeases(), 0, "leases still active");
    require(tables.tracksOfOneGeneration(), all, "tracks with one generation, published");
    require(tables.uploadsWithOneCompletedAttempt(), all, "uploads completed by one attempt");
    for (String outcome : tables.outcomes().keySet()) {
      if (!List.of("COMPLETED", "RELEASED").contains(outcome)) {
        problems.add("an attempt ended as " + outcome);
      }
    }
  }

  /** Each track is whole and of one generation, and each raw file is where it was. */
  void lookAt(BucketFolder bucket) throws IOException {
    for (String name : fileNames) {
      bucket.lookAt(name, problems).ifPresent(program -> programs.merge(program, 1L, Long::sum));
    }
    require(bucket.rawFiles(), fileNames.size(), "raw files under their prefix");
    require(bucket.failedFiles(), 0, "raw files under the failed prefix");
  }

  /** Each multivariant playlist was written once, under its fixed name, by no matter whom. */
  void lookAt(List<S3Request> requests) {
    Map<String, Long> puts =
        requests.stream()
            .filter(request -> request.method().equals("PUT"))
            .map(S3Request::key)
            .filter(BucketFolder::isMultivariantPlaylist)
            .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
    require(puts.size(), fileNames.size(), "tracks whose multivariant playlist was put");
    puts.forEach((key, times) -> require(times, 1, "puts of " + key));
  }

  /** No temporary file of a worker that has ended is left. */
  void lookAtWorkspace(Path workspace) throws IOException {
    try (Stream<Path> files = Files.walk(workspace.resolve("tmp"))) {
      files
          .filter(file -> Files.isRegularFile(file) && !file.endsWith("sweep.lock"))
          .forEach(file -> problems.add("temporary file left: " + file));
    }
  }

  /** Neither the workers nor the children that they had live on. */
  void lookAt(Stream<ProcessHandle> ended) {
    ended
        .filter(ProcessHandle::isAlive)
        .forEach(one -> problems.add("process left: " + one.pid() + " " + one.info().command()));
  }

  void require(long found, long expected, String what) {
    if (found != expected) {
      problems.add(what + ": " + found + " instead of " + expected);
    }
  }
}
