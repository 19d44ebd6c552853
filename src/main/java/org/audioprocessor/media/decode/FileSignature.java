package org.audioprocessor.media.decode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Recognises types of files other than audio by their first bytes. */
final class FileSignature {
  private record Magic(String start, String what) {}

  private static final List<Magic> MAGICS =
      List.of(
          new Magic("#EXTM3U", "a playlist (M3U)"),
          new Magic("ffconcat", "a script for FFmpeg"),
          new Magic(";FFMETADATA", "a metadata script for FFmpeg"),
          new Magic("[playlist]", "a playlist (PLS)"),
          new Magic("v=0", "a streaming session description (SDP)"),
          new Magic("<?xml", "an XML document"),
          new Magic("<!DOCTYPE", "a web page"),
          new Magic("<html", "a web page"),
          new Magic("%PDF", "a PDF document"),
          new Magic("PK\u0003\u0004", "a ZIP archive or an office document"),
          new Magic("Rar!", "a RAR archive"),
          new Magic("7z\u00bc\u00af", "a 7-Zip archive"),
          new Magic("\u001f\u008b", "a gzip archive"),
          new Magic("\u0089PNG", "a picture (PNG)"),
          new Magic("\u00ff\u00d8\u00ff", "a picture (JPEG)"),
          new Magic("GIF8", "a picture (GIF)"),
          new Magic("FLV", "a Flash video"),
          new Magic("MThd", "a MIDI file, which holds notes and no sound"),
          new Magic("\u007fELF", "a program"),
          new Magic("MZ", "a program"),
          new Magic("http://", "a text with a web address"),
          new Magic("https://", "a text with a web address"));

  private FileSignature() {}

  /** Completes "it looks like …"; null if the type is unknown. */
  static @Nullable String describe(byte[] head, int length) {
    String start = new String(head, 0, Math.min(length, 4096), StandardCharsets.ISO_8859_1);
    String trimmed = start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
    String lower = trimmed.stripLeading().toLowerCase(Locale.ROOT);
    for (Magic magic : MAGICS) {
      if (lower.startsWith(magic.start.toLowerCase(Locale.ROOT))) {
        return magic.what;
      }
    }
    if (start.startsWith("RIFF") && start.startsWith("AVI ", 8)) {
      return "a video (AVI)";
    }
    return isText(start) ? "a text file" : null;
  }

  private static boolean isText(String start) {
    boolean utf16 = start.startsWith("\u00ff\u00fe") || start.startsWith("\u00fe\u00ff");
    return utf16 || (!start.isEmpty() && start.chars().allMatch(FileSignature::isTextByte));
  }

  private static boolean isTextByte(int c) {
    return (c >= 0x20 && c != 0x7F) || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }
}
