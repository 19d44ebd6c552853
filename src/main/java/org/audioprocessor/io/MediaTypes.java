package org.audioprocessor.io;

import java.util.Locale;
import java.util.Map;

/**
 * Media types by extension (IANA's registry; HLS: RFC 8216, section 4 and draft-pantos rfc8216bis).
 */
public final class MediaTypes {

  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("m3u8", "application/vnd.apple.mpegurl"),
          Map.entry("ts", "video/mp2t"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("json", "application/json"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("flac", "audio/flac"),
          Map.entry("aif", "audio/aiff"),
          Map.entry("aiff", "audio/aiff"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("opus", "audio/ogg"),
          Map.entry("aac", "audio/aac"),
          Map.entry("mka", "audio/x-matroska"),
          Map.entry("txt", "text/plain"));

  private MediaTypes() {}

  public static String of(String key) {
    String extension = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_EXTENSION.getOrDefault(extension, "application/octet-stream");
  }
}
