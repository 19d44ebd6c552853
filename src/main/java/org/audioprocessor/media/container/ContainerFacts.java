package org.audioprocessor.media.container;

import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.media.tags.FoundTags;
import org.jspecify.annotations.Nullable;

/**
 * What a file's container holds.
 *
 * @param view what FFmpeg is to read
 * @param demuxer FFmpeg's name of the view's container, where it is another than the file's
 * @param length as the container states it and as it was found
 * @param trim which decoded samples belong to the sound
 * @param tags what the container's tags say; null where FFmpeg reads them; of MP4 and Matroska the
 *     names only
 * @param damagedPlaces where something stands that is neither sound nor tags
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
   * The length of the sound.
   *
   * @param statedSeconds by a header; empty where none states it
   * @param foundSeconds by counting; empty where FFmpeg estimates it
   */
  public record Length(OptionalDouble statedSeconds, OptionalDouble foundSeconds) {
    /** FFmpeg reads it. */
    static final Length UNKNOWN = new Length(OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** FFmpeg reads everything itself. */
  static ContainerFacts asItIs(FileBytes file) {
    return asItIs(file, null);
  }

  /** FFmpeg reads everything itself but these tags. */
  static ContainerFacts asItIs(FileBytes file, @Nullable FoundTags tags) {
    return new ContainerFacts(
        FileView.whole(file.size()), null, Length.UNKNOWN, SampleTrim.NONE, tags, 0, List.of());
  }
}
