package org.audioprocessor.media.container;

import java.io.IOException;
import org.audioprocessor.media.tags.TooManyTagsException;

/** Reads a container in Java where that is of use. */
public final class Containers {
  private static final double TORN_SHARE = 0.3;

  private Containers() {}

  /**
   * What a file of this kind holds.
   *
   * @param demuxer FFmpeg's name of the container
   * @throws TooManyTagsException for a file that is made to waste time
   */
  public static ContainerFacts read(FileBytes file, String demuxer) throws IOException {
    // FFmpeg lists a family of containers: "mov,mp4,m4a,…", "matroska,webm"
    return switch (demuxer.split(",", 2)[0]) {
      case "mp3" -> FrameFile.mpeg(file);
      case "aac" -> FrameFile.adts(file);
      case "flac" -> FlacFile.read(file);
      case "wav" -> WaveFile.riff(file);
      case "w64" -> WaveFile.wave64(file);
      case "aiff" -> IffFile.read(file);
      case "caf" -> CafFile.read(file);
      case "ogg" -> OggFile.read(file);
      case "asf" -> AsfFile.read(file);
      case "mov" -> MovieTags.read(file);
      case "matroska" -> MatroskaTags.read(file);
      default -> ContainerFacts.asItIs(file);
    };
  }

  /** Whether most of a file is MPEG audio, even if it is too torn or too short to be recognised. */
  public static boolean isTornMpeg(FileBytes file) throws IOException {
    return FrameFile.share(file) > TORN_SHARE;
  }
}
