package org.audioprocessor.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.audioprocessor.process.Pipeline;
import org.jspecify.annotations.Nullable;

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

  /**
   * A third-party library that is shipped with the program.
   *
   * @param licences as the project names them, separated by semicolons
   * @param address of the project; empty if it states none
   */
  public record ThirdPartyLibrary(String name, String version, String licences, String address) {
    private static final String FILE = "/org/audioprocessor/third-party.txt";

    /** All libraries, the Java run-time first; the build writes the list. */
    public static List<ThirdPartyLibrary> all() {
      List<ThirdPartyLibrary> parts = new ArrayList<>();
      parts.add(
          new ThirdPartyLibrary(
              "Java run-time (" + System.getProperty("java.vendor", "") + ")",
              System.getProperty("java.version", ""),
              "GPL-2.0 with Classpath exception",
              System.getProperty("java.vendor.url", "")));
      parts.add(
          new ThirdPartyLibrary(
              "FFmpeg",
              BuildInfo.ffmpegVersion(),
              "LGPL version 3 or later",
              "https://ffmpeg.org"));
      try (@Nullable InputStream in = ThirdPartyLibrary.class.getResourceAsStream(FILE)) {
        if (in == null) {
          throw new IllegalStateException(FILE + " is missing from the program");
        }
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .map(ThirdPartyLibrary::of)
            .forEach(parts::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return List.copyOf(parts);
    }

    private static ThirdPartyLibrary of(String line) {
      String[] fields = line.split("\t", -1);
      if (fields.length != 4) {
        throw new IllegalStateException(FILE + " has an invalid line: " + line);
      }
      return new ThirdPartyLibrary(fields[0], fields[1], fields[2], fields[3]);
    }
  }
}
