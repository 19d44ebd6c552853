package org.audioprocessor.media;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The properties of an audio file.
 *
 * @param format its container and codec, for people
 * @param statedSeconds the length, if the container states it: a Xing or VBRI header, STREAMINFO, a
 *     RIFF size, an MP4 index …; a truncated file decodes to less
 * @param estimatedSeconds the stated length, or else an estimate
 * @param sampleRate in Hz, constant through the file as it is read
 * @param channelRoles one per channel, in the order of the planes
 * @param bitRate in bit/s, 0 if unknown
 */
public record AudioInfo(
    Format format,
    OptionalDouble statedSeconds,
    OptionalDouble estimatedSeconds,
    int sampleRate,
    List<ChannelRole> channelRoles,
    long bitRate,
    Tags tags) {

  public AudioInfo {
    channelRoles = List.copyOf(channelRoles);
  }

  /**
   * For example {@code MP4} and {@code AAC}.
   *
   * @param lossless whether the codec keeps every sample
   * @param integerBits bits of each sample of a lossless integer format; 0 for others
   */
  public record Format(String container, String codec, boolean lossless, int integerBits) {}

  public String container() {
    return format.container();
  }

  public String codec() {
    return format.codec();
  }

  public int channels() {
    return channelRoles.size();
  }
}
