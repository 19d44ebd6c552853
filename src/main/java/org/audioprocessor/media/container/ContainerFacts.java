package org.audioprocessor.media.container;

import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.media.tags.FoundTags;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a file's container.
 *
 * @param view the bytes for FFmpeg
 * @param demuxer FFmpeg's name of the view's container, if it differs from the file's
 * @param length stated by the container and found in the file
 * @param trim which decoded samples belong to the audio
 * @param tags the container's tags; null if FFmpeg reads them; for MP4 and Matroska only the names
 * @param damagedPlaces number of places with bytes that are neither audio nor tags
 * @param warnings sentences without a full stop
 */
public record ContainerFacts(
    FileView view,
    @Nullable String demuxer,
    Length length,
    SampleTrim trim,
    @Nullable FoundTags tags,
    int damagedPlaces,
    List<String> warnings) {

  public ContainerFacts {
    warnings = List.copyOf(warnings);
  }

  /**
   * The length of the audio.
   *
   * @param statedSeconds by a header; empty if none states it
   * @param foundSeconds by counting; empty if FFmpeg estimates it
   */
  public record Length(OptionalDouble statedSeconds, OptionalDouble foundSeconds) {
    /** FFmpeg reads it. */
    static final Length UNKNOWN = new Length(OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** Returns facts for a file that FFmpeg reads completely. */
  static ContainerFacts asItIs(FileBytes file) {
    return asItIs(file, null);
  }

  /** Returns facts for a file that FFmpeg reads, except for these tags. */
  static ContainerFacts asItIs(FileBytes file, @Nullable FoundTags tags) {
    return new ContainerFacts(
        FileView.whole(file.size()), null, Length.UNKNOWN, SampleTrim.NONE, tags, 0, List.of());
  }
}
