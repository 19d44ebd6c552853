package org.audioprocessor.media.container;

import java.io.IOException;
import org.audioprocessor.media.tags.TooManyTagsException;

/** Reads the containers that need it in Java, before FFmpeg. */
public final class Containers {
  private static final double TORN_SHARE = 0.3;

  private Containers() {}

  /**
   * Reads a container.
   *
   * @param demuxer FFmpeg's name of the container
   * @throws TooManyTagsException if it has too many tags
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

  /** Returns whether most of a damaged or very short file is MPEG audio. */
  public static boolean isTornMpeg(FileBytes file) throws IOException {
    return FrameFile.share(file) > TORN_SHARE;
  }
}
