package org.audioprocessor.media;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.audioprocessor.text.PlainText;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** A file's name for people, and its address for FFmpeg. */
public final class FileNames {
  private static final int LONGEST = 120;

  /** A raw file's place while it is worked on is called so: a name that tells people nothing. */
  private static final String HIDDEN = ".";

  private FileNames() {}

  /** The last part of the path in typographic quotes, one line; hidden ones are not named. */
  public static String of(Path file) {
    Path last = file.getFileName();
    @Nullable String name = last == null ? null : PlainText.oneLine(last.toString(), LONGEST);
    return name == null || name.startsWith(HIDDEN) ? "The file" : "“" + name + "”";
  }

  /**
   * With the protocol named, FFmpeg takes the rest literally: no name is an address, an option or a
   * pattern. To be closed by the caller.
   */
  public static BytePointer url(Path file) {
    return new BytePointer("file:" + file.toAbsolutePath(), StandardCharsets.UTF_8);
  }
}
