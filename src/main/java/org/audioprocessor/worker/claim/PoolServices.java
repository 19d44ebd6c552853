package org.audioprocessor.worker.claim;

import org.audioprocessor.process.TrackProcessor;
import org.audioprocessor.process.publish.RawFiles;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.worker.Pace;

/**
 * What a pool works with.
 *
 * @param pace of all pools that work here
 */
public record PoolServices(
    UploadQueue queue, TrackProcessor processor, RawFiles rawFiles, Pace pace) {

  public PoolServices(UploadQueue queue, TrackProcessor processor, RawFiles rawFiles) {
    this(queue, processor, rawFiles, Pace.STANDARD);
  }
}
