package org.audioprocessor.process.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.loudness.LoudnessMeter;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.media.AudioBlock;
import org.audioprocessor.media.ChannelRole;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.media.decode.AudioFile;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.Stage;
import org.audioprocessor.process.readback.Decoded;

/**
 * Loudness of a file without a down-mix: every channel with its weight of ITU-R BS.1770-5. A mono
 * file counts as two equal channels, as it is played.
 *
 * @param seconds decoded duration
 * @param warnings sentences about the file, such as a missing end
 */
public record FileMeasurement(
    Path file, double seconds, LoudnessSnapshot loudness, List<String> warnings) {

  public FileMeasurement {
    warnings = List.copyOf(warnings);
  }

  /** Decodes the file once. */
  public static FileMeasurement of(
      Path path, MediaLimits limits, CancelToken cancel, Progress progress)
      throws ProcessingException {
    try (AudioFile file = AudioFile.open(path, limits, cancel)) {
      int rate = file.info().sampleRate();
      LoudnessMeter meter = new LoudnessMeter(rate, weights(file.info().channelRoles()));
      double expected = Measure.expectedSeconds(file.info());
      StageClock clock = new StageClock(Stage.MEASURE, expected, progress);
      AudioBlock block = new AudioBlock();
      while (file.read(block)) {
        cancel.check();
        meter.feed(block.samples(), 0, block.frames());
        clock.at(file.decodedFrames() / (double) rate, meter::snapshot);
      }
      clock.end();
      Decoded decoded = Decoded.of(file);
      return new FileMeasurement(path, decoded.seconds(), meter.finish(), warnings(decoded));
    } catch (MediaException e) {
      cancel.check();
      throw ProcessingException.of(e);
    }
  }

  /** A truncated file is measured, with a warning. */
  private static List<String> warnings(Decoded decoded) {
    List<String> warnings = new ArrayList<>();
    decoded.cut().ifPresent(warnings::add);
    warnings.addAll(decoded.warnings());
    return warnings;
  }

  private static double[] weights(List<ChannelRole> roles) {
    return roles.size() == 1
        ? new double[] {2}
        : roles.stream().mapToDouble(ChannelRole::loudnessWeight).toArray();
  }
}
