package org.audioprocessor.desktop.work;

import java.util.List;
import java.util.Map;
import org.audioprocessor.queue.Upload;

/** Estimates the length of raw files without processing them. */
@FunctionalInterface
public interface TrackLengths {
  TrackLengths UNKNOWN = uploads -> Map.of();

  /**
   * Reads the files for a few seconds at most.
   *
   * @return seconds of music by upload id; uploads of unknown length are missing
   */
  Map<String, Double> of(List<Upload> uploads);
}
