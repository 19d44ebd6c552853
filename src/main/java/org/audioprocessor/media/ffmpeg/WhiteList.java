package org.audioprocessor.media.ffmpeg;

import java.util.Map;
import java.util.Set;

/**
 * What FFmpeg may open and run. Everything else, above all scripts, playlists, network protocols
 * and video decoders, is kept out: the demuxer is refused before it reads, the decoder before it
 * opens.
 *
 * @param demuxers FFmpeg's names
 * @param decoders FFmpeg's names, audio only
 */
public record WhiteList(Set<String> demuxers, Set<String> decoders) {

  /** FFmpeg's demuxers for raw files, and what people call them. */
  private static final Map<String, String> CONTAINERS =
      Map.ofEntries(
          Map.entry("mp3", "MP3"),
          Map.entry("flac", "FLAC"),
          Map.entry("wav", "WAV"),
          Map.entry("w64", "Wave64"),
          Map.entry("aiff", "AIFF"),
          Map.entry("ogg", "Ogg"),
          Map.entry("mov", "MP4"),
          Map.entry("aac", "AAC"),
          Map.entry("asf", "WMA"),
          Map.entry("wv", "WavPack"),
          Map.entry("ape", "Monkey's Audio"),
          Map.entry("caf", "CAF"),
          Map.entry("matroska", "Matroska"));

  private static final Set<String> DECODERS =
      Set.of(
          "mp1float",
          "mp2float",
          "mp3float",
          "mp1",
          "mp2",
          "mp3",
          "aac",
          "flac",
          "alac",
          "vorbis",
          "opus",
          "ape",
          "wavpack",
          "wmav1",
          "wmav2",
          "wmapro",
          "wmalossless",
          "ac3",
          "eac3",
          "adpcm_ms",
          "adpcm_ima_wav",
          "adpcm_ima_qt",
          "pcm_alaw",
          "pcm_mulaw",
          "pcm_u8",
          "pcm_s8",
          "pcm_s16le",
          "pcm_s16be",
          "pcm_s24le",
          "pcm_s24be",
          "pcm_s32le",
          "pcm_s32be",
          "pcm_f32le",
          "pcm_f32be",
          "pcm_f64le",
          "pcm_f64be");

  /** Raw uploads. */
  public static final WhiteList UPLOADS = new WhiteList(CONTAINERS.keySet(), DECODERS);

  /** The M4A files that this program writes. */
  public static final WhiteList OWN_M4A = new WhiteList(Set.of("mov"), Set.of("aac"));

  /**
   * Whether files of this container may be opened.
   *
   * @param demuxer FFmpeg's name, which may be several with commas between them
   */
  public boolean accepts(String demuxer) {
    for (String name : demuxer.split(",", -1)) {
      if (demuxers.contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** FFmpeg's {@code format_whitelist}. */
  public String formatList() {
    return String.join(",", demuxers);
  }

  /** FFmpeg's {@code codec_whitelist}. */
  public String codecList() {
    return String.join(",", decoders);
  }

  /** What people call a container, by FFmpeg's name of the demuxer. */
  public static String containerName(String demuxer) {
    for (String name : demuxer.split(",", -1)) {
      String known = CONTAINERS.get(name);
      if (known != null) {
        return known;
      }
    }
    return demuxer;
  }
}
