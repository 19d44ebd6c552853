package org.audioprocessor.process.render;

import java.util.List;
import java.util.Optional;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.hls.rules.SegmentFacts;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.media.encode.AacEncoder;

/**
 * A rendered rung: facts about its segments and the measurements of its decoded sound.
 *
 * @param segments in order
 * @param measured loudness and true peak of the decoded rendition, without the encoder's lead
 * @param decodedFrames number of decoded frames, including lead and padding
 * @param decodeErrors number of frames that could not be decoded
 * @param inputTruePeakDbtp true peak of the encoder's input; −∞ for silence
 * @param peakReductionDb the largest reduction by the limiter
 * @param packets of the encoder
 * @param encoder its name and version
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
    String encoder,
    Optional<RenditionQuality> quality) {

  RenderedRung withQuality(Optional<RenditionQuality> compared) {
    return new RenderedRung(
        job,
        segments,
        measured,
        decodedFrames,
        decodeErrors,
        inputTruePeakDbtp,
        peakReductionDb,
        packets,
        encoder,
        compared);
  }

  /** Decoded seconds of music, without lead and padding. */
  public double seconds() {
    Timeline timeline = job.timeline();
    long heard = decodedFrames - AacEncoder.DELAY_FRAMES - timeline.leadFrames(job.rung());
    return Math.clamp(heard, 0, timeline.musicFrames(job.rung()))
        / (double) job.rung().sampleRate();
  }
}
