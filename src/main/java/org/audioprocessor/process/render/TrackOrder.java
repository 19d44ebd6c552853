package org.audioprocessor.process.render;

import java.nio.file.Path;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.Source;

/**
 * What a maker is given.
 *
 * @param work an empty folder; what is left in it may be removed
 */
public record TrackOrder(Job job, Source source, Path work) {
  /** Where the maker leaves the M4A. */
  public Path m4a() {
    return work.resolve("track.m4a");
  }
}
