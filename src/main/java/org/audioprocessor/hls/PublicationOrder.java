package org.audioprocessor.hls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The order in which the files of a generation are written, so that a referenced file exists before
 * the reference can be read (rule 28). Paths are relative to the track's folder.
 */
public record PublicationOrder(Ladder ladder) {
  /** The folder for the copies of each generation. */
  public static final String GENERATIONS = "generations/";

  /** The fixed name of the multivariant playlist. */
  public static final String MULTIVARIANT = "playlist.m3u8";

  /** The fixed name of the track's metadata. */
  public static final String METADATA = "metadata.json";

  /** Consecutive stages; within a stage any order is allowed. */
  public enum Stage {
    SEGMENTS,
    GENERATION,
    MEDIA_PLAYLISTS,
    M4A,
    METADATA,
    MULTIVARIANT
  }

  /** The stage of a path; empty if the layout has no such path. */
  public Optional<Stage> stage(String path) {
    if (path.startsWith(GENERATIONS)) {
      return Optional.of(Stage.GENERATION);
    }
    return switch (path) {
      case MULTIVARIANT -> Optional.of(Stage.MULTIVARIANT);
      case METADATA -> Optional.of(Stage.METADATA);
      default -> stageOfNamed(path);
    };
  }

  private Optional<Stage> stageOfNamed(String path) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      return path.endsWith(".m4a") ? Optional.of(Stage.M4A) : Optional.empty();
    }
    if (ladder.rung(path.substring(0, slash)).isEmpty()) {
      return Optional.empty();
    }
    String file = path.substring(slash + 1);
    if (file.equals(MULTIVARIANT)) {
      return Optional.of(Stage.MEDIA_PLAYLISTS);
    }
    boolean segment = file.matches("segment_[^/]*\\.ts");
    return segment ? Optional.of(Stage.SEGMENTS) : Optional.empty();
  }

  /**
   * Sorts paths by their stage; keeps the order within a stage.
   *
   * @throws IllegalArgumentException if the layout has no such path
   */
  public List<String> sorted(Collection<String> paths) {
    paths.forEach(this::stageOrThrow);
    List<String> sorted = new ArrayList<>(paths);
    sorted.sort(Comparator.comparing(this::stageOrThrow));
    return List.copyOf(sorted);
  }

  private Stage stageOrThrow(String path) {
    return stage(path)
        .orElseThrow(
            () -> new IllegalArgumentException("The layout has no place for '" + path + "'."));
  }

  /** The faults of a planned order, as sentences. */
  public List<String> faults(List<String> planned) {
    List<String> faults = new ArrayList<>();
    Stage reached = Stage.SEGMENTS;
    for (String path : planned) {
      Optional<Stage> stage = stage(path);
      if (stage.isEmpty()) {
        faults.add("The layout has no place for '" + path + "'.");
      } else if (stage.get().compareTo(reached) < 0) {
        faults.add("'" + path + "' is written too late.");
      } else {
        reached = stage.get();
      }
    }
    if (planned.isEmpty() || !planned.getLast().equals(MULTIVARIANT)) {
      faults.add("The multivariant playlist is not the last to be written.");
    }
    return List.copyOf(faults);
  }
}
