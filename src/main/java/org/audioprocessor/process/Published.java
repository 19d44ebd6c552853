package org.audioprocessor.process;

import org.audioprocessor.loudness.plan.PlanSummary;
import org.audioprocessor.process.measure.Measured;
import org.audioprocessor.storage.keys.TrackKeys;

/**
 * A published track.
 *
 * @param playlistKey where its multivariant playlist stands
 */
public record Published(
    Job job, Measured measured, PlanSummary plan, Certificate certificate, String playlistKey) {

  /** What was done about its loudness, and why, for people. */
  public String sentence() {
    return plan.sentence();
  }

  /** Of the generation's own copy, which is never changed later. */
  public String metadataKey() {
    String folder = playlistKey.substring(0, playlistKey.lastIndexOf('/') + 1);
    return new TrackKeys(folder, job.trackId()).generation(job.generation()).metadata();
  }
}
