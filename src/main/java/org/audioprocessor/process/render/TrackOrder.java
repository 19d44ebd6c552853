package org.audioprocessor.process.render;

import java.nio.file.Path;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.Source;

/**
 * The input of a renderer.
 *
 * @param work an empty folder; the caller may remove its contents afterwards
 */
public record TrackOrder(Job job, Source source, Path work) {
  /** The path to which the renderer writes the M4A. */
  public Path m4a() {
    return work.resolve("track.m4a");
  }
}
