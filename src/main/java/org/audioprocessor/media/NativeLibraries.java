package org.audioprocessor.media;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** Where FFmpeg's libraries are unpacked to, the first time that a machine needs them. */
public final class NativeLibraries {
  /** The system property by which a process is told. */
  public static final String FOLDER_PROPERTY = "org.bytedeco.javacpp.cachedir";

  private NativeLibraries() {}

  /** The folder that this process uses; loads nothing. */
  public static Path folder() throws IOException {
    return Loader.getCacheDir().toPath();
  }
}
