package org.audioprocessor.desktop.work;

import java.util.List;
import java.util.Map;
import org.audioprocessor.queue.Upload;

/** Finds out how long raw files play, without processing them. */
@FunctionalInterface
public interface TrackLengths {
  TrackLengths UNKNOWN = uploads -> Map.of();

  /**
   * Looks into the files for a few seconds at most.
   *
   * @return seconds of music by upload id; uploads of unknown length are missing
   */
  Map<String, Double> of(List<Upload> uploads);
}
