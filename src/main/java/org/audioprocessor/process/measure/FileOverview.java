package org.audioprocessor.process.measure;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.AudioInfo;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.Stage;

/**
 * Loudness and waveform of a file's stereo mix, for display.
 *
 * @param seconds decoded duration
 * @param columnSeconds duration of a column; the last one may be shorter
 * @param peaks the largest sample magnitude in either channel, for each column
 * @param shortTermLufs the short-term loudness at the end of each column; −∞ for silence
 */
public record FileOverview(
    AudioInfo info,
    double seconds,
    LoudnessSnapshot loudness,
    double columnSeconds,
    List<Float> peaks,
    List<Float> shortTermLufs) {
  private static final double STEP_SECONDS = 0.1;

  public FileOverview {
    requireNonNull(info);
    requireNonNull(loudness);
    peaks = List.copyOf(peaks);
    shortTermLufs = List.copyOf(shortTermLufs);
  }

  /**
   * Decodes the file once.
   *
   * @param mostColumns at least 1; a short file has fewer, each of 100 ms
   */
  public static FileOverview of(
      Path path, MediaLimits limits, int mostColumns, CancelToken cancel, Progress progress)
      throws ProcessingException {
    try (StereoSource input = StereoSource.open(path, limits, cancel)) {
      AudioInfo info = input.info();
      LoudnessMeter meter = LoudnessMeter.stereo(info.sampleRate());
      Columns columns = new Columns(meter, (int) Math.round(STEP_SECONDS * info.sampleRate()));
      StageClock clock = new StageClock(Stage.MEASURE, Measure.expectedSeconds(info), progress);
      while (input.next()) {
        cancel.check();
        columns.feed(input.block());
        clock.at(input.seconds(), meter::snapshot);
      }
      clock.end();
      int joined = columns.joinTo(mostColumns);
      double columnSeconds = joined * (double) columns.stepFrames / info.sampleRate();
      return new FileOverview(
          info, input.seconds(), meter.finish(), columnSeconds, columns.peaks, columns.loudness);
    } catch (MediaException e) {
      cancel.check();
      throw ProcessingException.of(e);
    }
  }

  /** Steps of 100 ms, which are merged into columns. */
  private static final class Columns {
    private final LoudnessMeter meter;
    private final int stepFrames;
    private List<Float> peaks = new ArrayList<>();
    private List<Float> loudness = new ArrayList<>();
    private float peak;
    private int inStep;

    Columns(LoudnessMeter meter, int stepFrames) {
      this.meter = meter;
      this.stepFrames = stepFrames;
    }

    void feed(AudioBlock block) {
      for (int at = 0; at < block.frames(); ) {
        int count = Math.min(block.frames() - at, stepFrames - inStep);
        meter.feed(block.samples(), at, count);
        for (float[] plane : block.samples()) {
          for (int i = at; i < at + count; i++) {
            peak = Math.max(peak, Math.abs(plane[i]));
          }
        }
        at += count;
        inStep += count;
        if (inStep == stepFrames) {
          end();
        }
      }
    }

    private void end() {
      peaks.add(peak);
      loudness.add((float) meter.snapshot().shortTermLufs().orElse(Double.NEGATIVE_INFINITY));
      peak = 0;
      inStep = 0;
    }

    /** Number of steps per column. */
    int joinTo(int mostColumns) {
      if (inStep > 0) {
        end();
      }
      int joined = Math.max(1, Math.ceilDiv(peaks.size(), mostColumns));
      List<Float> joinedPeaks = new ArrayList<>();
      List<Float> joinedLoudness = new ArrayList<>();
      for (int from = 0; from < peaks.size(); from += joined) {
        List<Float> column = peaks.subList(from, Math.min(from + joined, peaks.size()));
        joinedPeaks.add(column.stream().max(Float::compare).orElse(0f));
        joinedLoudness.add(loudness.get(from + column.size() - 1));
      }
      peaks = joinedPeaks;
      loudness = joinedLoudness;
      return joined;
    }
  }
}
