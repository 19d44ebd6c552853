package org.audioprocessor.worker.claim;

import org.audioprocessor.process.TrackProcessor;
import org.audioprocessor.process.publish.RawFiles;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.worker.Pace;

/**
 * The services of a pool.
 *
 * @param pace of all pools with these services
 */
public record PoolServices(
    UploadQueue queue, TrackProcessor processor, RawFiles rawFiles, Pace pace) {

  public PoolServices(UploadQueue queue, TrackProcessor processor, RawFiles rawFiles) {
    this(queue, processor, rawFiles, Pace.STANDARD);
  }
}
