package org.audioprocessor.process.isolation;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.rules.SegmentFacts;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.PlainText;
import org.audioprocessor.media.encode.M4aSound;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.measure.FileMeasurement;
import org.audioprocessor.process.measure.FileOverview;
import org.audioprocessor.process.readback.PublishedRung;
import org.audioprocessor.process.readback.RungSound;
import org.audioprocessor.process.verify.M4aFacts;

/**
 * Refuses answers that no file can lead to: missing parts, numbers that are none or out of range,
 * and text that is not plain.
 */
final class AnswerValidation {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_WARNING = 1000;
  private static final int MOST_WARNINGS = 100;

  /** Containers may state any length; a screen must be able to show it. */
  private static final double MOST_STATED_SECONDS = 1e9;

  /** Full scale of 64-bit floating point is beyond any loudness in decibels. */
  private static final double MOST_DB = 7000;

  private AnswerValidation() {}

  static void info(AudioInfo info) throws FrameException {
    require(info.format() != null && info.tags() != null, "a file without a format");
    plain(info.container(), LONGEST_NAME);
    plain(info.codec(), LONGEST_NAME);
    seconds(info.statedSeconds());
    seconds(info.estimatedSeconds());
    MediaLimits limits = MediaLimits.DEFAULT;
    require(
        info.sampleRate() >= limits.sampleRates().lowestHz()
            && info.sampleRate() <= limits.sampleRates().highestHz(),
        "an impossible sample rate");
    require(info.channels() >= 1 && info.channels() <= limits.channels(), "impossible channels");
    require(info.bitRate() >= 0, "an impossible bit rate");
  }

  /**
   * @param mostColumns that were asked for
   */
  static void overview(FileOverview found, int mostColumns) throws FrameException {
    info(found.info());
    seconds(OptionalDouble.of(found.seconds()));
    loudness(found.loudness());
    int columns = found.peaks().size();
    require(columns <= mostColumns, "more columns than were asked for");
    require(columns == found.shortTermLufs().size(), "columns without a loudness");
    require(
        Double.isFinite(found.columnSeconds()) && found.columnSeconds() > 0,
        "columns of no duration");
    for (Float peak : found.peaks()) {
      require(Float.isFinite(peak) && peak >= 0, "an impossible peak");
    }
    for (Float lufs : found.shortTermLufs()) {
      require(lufs == Float.NEGATIVE_INFINITY || Math.abs(lufs) <= MOST_DB, "no loudness");
    }
  }

  static void measurement(FileMeasurement found) throws FrameException {
    seconds(OptionalDouble.of(found.seconds()));
    loudness(found.loudness());
    require(found.warnings().size() <= MOST_WARNINGS, "too many warnings");
    for (String warning : found.warnings()) {
      plain(warning, LONGEST_WARNING);
    }
  }

  /** Each segment that was given, as large as it was given, and no more sound than fits in it. */
  static void rung(RungSound found, PublishedRung asked) throws FrameException {
    loudness(found.measured());
    require(found.packets() != null, "a rung without packets");
    List<PublishedRung.PublishedSegment> given = asked.segments();
    require(found.segments().size() == given.size(), "other segments than were given");
    long frames = 0;
    for (int i = 0; i < given.size(); i++) {
      SegmentFacts facts = found.segments().get(i);
      require(
          facts.name().equals(given.get(i).name()) && facts.sizeBytes() == given.get(i).bytes(),
          "the facts of another segment");
      require(facts.transport() != null && facts.audio() != null, "a segment without facts");
      require(facts.audio().frames() >= 0 && facts.audio().frames() <= facts.sizeBytes(), "frames");
      frames += facts.audio().frames();
    }
    require(
        found.decodedFrames() >= 0 && found.decodedFrames() <= frames * 2 * Rung.FRAME_SAMPLES,
        "more sound than the segments hold");
    require(found.decodeErrors() >= 0 && found.decodeErrors() <= frames, "impossible errors");
  }

  static void m4a(M4aFacts found) throws FrameException {
    MediaLimits limits = MediaLimits.DEFAULT;
    require(found.packets() != null && found.packets().count() >= 0, "an M4A without packets");
    require(found.leadFrames() >= 0 && found.presentedFrames() >= 0, "an M4A of no duration");
    require(
        found.sampleRate() > 0 && found.sampleRate() <= limits.sampleRates().highestHz(),
        "an impossible sample rate");
  }

  static void m4aSound(M4aSound.Facts found) throws FrameException {
    require(
        found.sampleRate() > 0
            && found.sampleRate() <= MediaLimits.DEFAULT.sampleRates().highestHz(),
        "an impossible sample rate");
    seconds(OptionalDouble.of(found.presentedFrames() / (double) found.sampleRate()));
    double first = found.firstFrame() / (double) found.sampleRate();
    require(Math.abs(first) <= MOST_STATED_SECONDS, "an impossible place");
  }

  private static void loudness(LoudnessSnapshot found) throws FrameException {
    Stream<OptionalDouble> all =
        Stream.concat(
            Stream.of(
                found.momentaryLufs(),
                found.shortTermLufs(),
                found.integratedLufs(),
                found.loudnessRangeLu(),
                found.truePeakDbtp(),
                found.maxMomentaryLufs(),
                found.maxShortTermLufs()),
            found.truePeakPerChannelDbtp().stream());
    require(
        all.allMatch(value -> value.isEmpty() || Math.abs(value.getAsDouble()) <= MOST_DB),
        "no loudness");
    require(
        found.truePeakPerChannelDbtp().size() <= MediaLimits.DEFAULT.channels(),
        "the peaks of too many channels");
    seconds(OptionalDouble.of(found.seconds()));
  }

  private static void seconds(OptionalDouble seconds) throws FrameException {
    double value = seconds.orElse(0);
    require(value >= 0 && value <= MOST_STATED_SECONDS, "an impossible duration");
  }

  private static void plain(String text, int longest) throws FrameException {
    require(
        text != null && text.equals(PlainText.oneLine(text, longest)), "text that is not plain");
  }

  private static void require(boolean holds, String otherwise) throws FrameException {
    if (!holds) {
      throw new FrameException(otherwise);
    }
  }
}
