package org.audioprocessor.process.isolation;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.rules.SegmentFacts;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.encode.M4aSound;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.isolation.protocol.Wire;
import org.audioprocessor.process.measure.FileMeasurement;
import org.audioprocessor.process.measure.FileOverview;
import org.audioprocessor.process.readback.PublishedRung;
import org.audioprocessor.process.readback.RungSound;
import org.audioprocessor.process.verify.M4aFacts;
import org.audioprocessor.quality.source.FaultKind;
import org.audioprocessor.quality.source.SourceFinding;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Validates the answers of children. An answer with missing parts, a number that is NaN or out of
 * range, or control characters throws a {@link FrameException}.
 */
public final class AnswerValidation {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_WARNING = 1000;
  private static final int MOST_WARNINGS = 100;

  /** Containers may state any length; a screen must be able to show it. */
  private static final double MOST_STATED_SECONDS = 1e9;

  /** Full scale of 64-bit floating point is beyond any loudness in decibels. */
  private static final double MOST_DB = 7000;

  private static final int LONGEST_SENTENCE = 500;

  /** A child knows neither store nor queue, and must not make the parent wait for them. */
  private static final Set<FailureKind> FAILURES_OF_CHILDREN =
      EnumSet.of(
          FailureKind.NOT_AUDIO,
          FailureKind.CORRUPT,
          FailureKind.TRUNCATED,
          FailureKind.OVER_LIMIT,
          FailureKind.RULE_BROKEN,
          FailureKind.CHECKSUM,
          FailureKind.STALLED,
          FailureKind.INTERNAL,
          FailureKind.CANCELLED);

  private AnswerValidation() {}

  /** Reads a failure report; its sentence becomes one short line of plain text. */
  public static Wire.Failed failed(Frame frame) throws FrameException {
    Wire.Failed failed = Wire.read(frame, Wire.Failed.class);
    @Nullable FailureKind kind = failed.kind();
    if (kind == null || !FAILURES_OF_CHILDREN.contains(kind)) {
      throw new FrameException("failure kind that a child cannot know: " + kind);
    }
    @Nullable String sentence = failed.sentence();
    @Nullable String plain =
        sentence == null ? null : PlainText.oneLine(sentence, LONGEST_SENTENCE);
    if (plain == null) {
      throw new FrameException("failure without a sentence");
    }
    return new Wire.Failed(kind, failed.fault(), plain);
  }

  static void encoders(Wire.Encoders encoders) throws FrameException {
    require(encoders.names() != null, "encoders without names");
    for (String name : encoders.names().values()) {
      plain(name, LONGEST_NAME);
    }
  }

  static void info(AudioInfo info) throws FrameException {
    require(info.format() != null && info.tags() != null, "file without a format");
    plain(info.container(), LONGEST_NAME);
    plain(info.codec(), LONGEST_NAME);
    seconds(info.statedSeconds());
    seconds(info.estimatedSeconds());
    MediaLimits limits = MediaLimits.DEFAULT;
    require(
        info.sampleRate() >= limits.sampleRates().lowestHz()
            && info.sampleRate() <= limits.sampleRates().highestHz(),
        "impossible sample rate");
    require(
        info.channels() >= 1 && info.channels() <= limits.channels(),
        "impossible number of channels");
    require(info.bitRate() >= 0, "impossible bit rate");
  }

  /**
   * @param mostColumns the requested number
   */
  static void overview(FileOverview found, int mostColumns) throws FrameException {
    info(found.info());
    seconds(OptionalDouble.of(found.seconds()));
    loudness(found.loudness());
    int columns = found.peaks().size();
    require(columns <= mostColumns, "more columns than requested");
    require(columns == found.shortTermLufs().size(), "columns without loudness");
    require(
        Double.isFinite(found.columnSeconds()) && found.columnSeconds() > 0,
        "columns without a duration");
    for (Float peak : found.peaks()) {
      require(Float.isFinite(peak) && peak >= 0, "impossible peak");
    }
    for (Float lufs : found.shortTermLufs()) {
      require(lufs == Float.NEGATIVE_INFINITY || Math.abs(lufs) <= MOST_DB, "impossible loudness");
    }
  }

  static void measurement(FileMeasurement found) throws FrameException {
    seconds(OptionalDouble.of(found.seconds()));
    loudness(found.loudness());
    require(found.warnings().size() <= MOST_WARNINGS, "too many warnings");
    for (String warning : found.warnings()) {
      plain(warning, LONGEST_WARNING);
    }
    require(found.findings().size() <= FaultKind.values().length, "too many findings");
    for (SourceFinding finding : found.findings()) {
      require(finding.kind() != null, "finding without a kind");
      seconds(OptionalDouble.of(finding.seconds()));
      require(Double.isFinite(finding.value()), "finding without a value");
      plain(finding.sentence(), LONGEST_WARNING);
    }
  }

  /**
   * Requires facts about each segment that was sent, with its size, and no more sound than fits.
   */
  static void rung(RungSound found, PublishedRung asked) throws FrameException {
    loudness(found.measured());
    require(found.packets() != null, "a rung without packets");
    List<PublishedRung.PublishedSegment> given = asked.segments();
    require(found.segments().size() == given.size(), "facts about other segments");
    long frames = 0;
    for (int i = 0; i < given.size(); i++) {
      SegmentFacts facts = found.segments().get(i);
      require(
          facts.name().equals(given.get(i).name()) && facts.sizeBytes() == given.get(i).bytes(),
          "facts about another segment");
      require(facts.transport() != null && facts.audio() != null, "segment without facts");
      require(
          facts.audio().frames() >= 0 && facts.audio().frames() <= facts.sizeBytes(),
          "impossible number of frames");
      frames += facts.audio().frames();
    }
    require(
        found.decodedFrames() >= 0 && found.decodedFrames() <= frames * 2 * Rung.FRAME_SAMPLES,
        "more sound than the segments contain");
    require(
        found.decodeErrors() >= 0 && found.decodeErrors() <= frames,
        "impossible number of decode errors");
  }

  static void m4a(M4aFacts found) throws FrameException {
    MediaLimits limits = MediaLimits.DEFAULT;
    require(found.packets() != null && found.packets().count() >= 0, "M4A without packets");
    require(found.leadFrames() >= 0 && found.presentedFrames() >= 0, "M4A without a duration");
    require(
        found.sampleRate() > 0 && found.sampleRate() <= limits.sampleRates().highestHz(),
        "impossible sample rate");
  }

  static void m4aSound(M4aSound.Facts found) throws FrameException {
    require(
        found.sampleRate() > 0
            && found.sampleRate() <= MediaLimits.DEFAULT.sampleRates().highestHz(),
        "impossible sample rate");
    seconds(OptionalDouble.of(found.presentedFrames() / (double) found.sampleRate()));
    double first = found.firstFrame() / (double) found.sampleRate();
    require(Math.abs(first) <= MOST_STATED_SECONDS, "impossible start");
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
        "impossible loudness");
    require(
        found.truePeakPerChannelDbtp().size() <= MediaLimits.DEFAULT.channels(),
        "peaks of too many channels");
    seconds(OptionalDouble.of(found.seconds()));
  }

  private static void seconds(OptionalDouble seconds) throws FrameException {
    double value = seconds.orElse(0);
    require(value >= 0 && value <= MOST_STATED_SECONDS, "impossible duration");
  }

  private static void plain(String text, int longest) throws FrameException {
    require(
        text != null && text.equals(PlainText.oneLine(text, longest)),
        "text that is too long or has control characters");
  }

  private static void require(boolean holds, String problem) throws FrameException {
    if (!holds) {
      throw new FrameException(problem);
    }
  }
}
