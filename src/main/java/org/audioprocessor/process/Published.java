package org.audioprocessor.process;

import org.audioprocessor.loudness.plan.PlanSummary;
import org.audioprocessor.process.measure.Measured;
import org.audioprocessor.storage.keys.TrackKeys;

/**
 * A published track.
 *
 * @param playlistKey key of its multivariant playlist
 */
public record Published(
    Job job, Measured measured, PlanSummary plan, Certificate certificate, String playlistKey) {

  /** The gain plan and its reason, in a sentence. */
  public String sentence() {
    return plan.sentence();
  }

  /** Key of the generation's own copy, which never changes. */
  public String metadataKey() {
    String folder = playlistKey.substring(0, playlistKey.lastIndexOf('/') + 1);
    return new TrackKeys(folder, job.trackId()).generation(job.generation()).metadata();
  }
}
