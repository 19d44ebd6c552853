package org.audioprocessor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions of the program and of its FFmpeg, as the build wrote them down. */
public final class ProgramVersion implements IVersionProvider {
  private static final Properties BUILD = read();

  private static Properties read() {
    try (InputStream in =
        ProgramVersion.class.getResourceAsStream("/org/audioprocessor/build.properties")) {
      Properties properties = new Properties();
      properties.load(Objects.requireNonNull(in, "build.properties is missing from the program"));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program's version. */
  public static String program() {
    return BUILD.getProperty("version", "unknown");
  }

  /** The version of the FFmpeg inside, without loading it. */
  public static String ffmpeg() {
    return BUILD.getProperty("ffmpeg.version", "unknown");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "Audio Processor " + program() + " (MIT)",
      "FFmpeg " + ffmpeg() + " (LGPL version 3 or later)",
      "Java " + Runtime.version(),
    };
  }
}
