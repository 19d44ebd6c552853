package org.audioprocessor.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.audioprocessor.process.Pipeline;

/** The program's version and the version of its FFmpeg, from a file that the build writes. */
public final class BuildInfo {
  private static final Properties BUILD = read();

  private BuildInfo() {}

  private static Properties read() {
    try (InputStream in =
        BuildInfo.class.getResourceAsStream("/org/audioprocessor/build.properties")) {
      Properties properties = new Properties();
      properties.load(Objects.requireNonNull(in, "build.properties is missing from the program"));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program's version. */
  public static String version() {
    return BUILD.getProperty("version", "unknown");
  }

  /** The version of the bundled FFmpeg, without loading it. */
  public static String ffmpegVersion() {
    return BUILD.getProperty("ffmpeg.version", "unknown");
  }

  /** The program's name and version as published tracks state them. */
  public static Pipeline.Program program() {
    return new Pipeline.Program("Audio Processor " + version(), ffmpegVersion());
  }
}
