package org.audioprocessor.worker;

import org.audioprocessor.pipeline.RawFiles;
import org.audioprocessor.pipeline.TrackProcessor;
import org.audioprocessor.queue.UploadQueue;

/**
 * What a pool works with.
 *
 * @param pace of all pools that work here
 */
public record Workplace(UploadQueue queue, TrackProcessor processor, RawFiles rawFiles, Pace pace) {

  public Workplace(UploadQueue queue, TrackProcessor processor, RawFiles rawFiles) {
    this(queue, processor, rawFiles, Pace.STANDARD);
  }
}
