package org.audioprocessor.media;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.audioprocessor.text.PlainText;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** The name of a file in messages, and its URL for FFmpeg. */
public final class FileNames {
  private static final int LONGEST = 120;

  /** Prefix of temporary copies of raw files, whose names mean nothing to a person. */
  private static final String HIDDEN = ".";

  private FileNames() {}

  /** Returns the last part of the path in typographic quotes, or “The file” if it is hidden. */
  public static String of(Path file) {
    Path last = file.getFileName();
    @Nullable String name = last == null ? null : PlainText.oneLine(last.toString(), LONGEST);
    return name == null || name.startsWith(HIDDEN) ? "The file" : "“" + name + "”";
  }

  /**
   * Returns a URL with the protocol, so that FFmpeg takes the name literally and not as an address,
   * an option or a pattern. The caller closes it.
   */
  public static BytePointer url(Path file) {
    return new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
  }
}
