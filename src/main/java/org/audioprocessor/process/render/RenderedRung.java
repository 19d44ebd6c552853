package org.audioprocessor.process.render;

import java.util.List;
import java.util.Optional;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.hls.rules.SegmentFacts;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.media.encode.AacEncoder;

/**
 * A rung whose segments have left for the store, and what was heard when they were decoded.
 *
 * @param segments in their order
 * @param measured loudness and true peak of the decoded rendition, without the encoder's lead
 * @param decodedFrames everything that was decoded, lead and padding included
 * @param decodeErrors frames that did not decode
 * @param inputTruePeakDbtp the true peak that the encoder was given; −∞ for silence
 * @param peakReductionDb the largest reduction by the limiter
 * @param packets what the encoder gave
 * @param quality of its excerpts; empty where none was compared
 */
public record RenderedRung(
    RungJob job,
    List<SegmentFacts> segments,
    LoudnessSnapshot measured,
    long decodedFrames,
    int decodeErrors,
    double inputTruePeakDbtp,
    double peakReductionDb,
    PacketChain packets,
    Optional<RenditionQuality> quality) {

  /** Seconds of music that were heard: without lead and padding. */
  public double seconds() {
    Timeline timeline = job.timeline();
    long heard = decodedFrames - AacEncoder.DELAY_FRAMES - timeline.leadFrames(job.rung());
    return Math.clamp(heard, 0, timeline.musicFrames(job.rung()))
        / (double) job.rung().sampleRate();
  }
}
