package org.audioprocessor.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that others made and that is shipped with the program.
 *
 * @param licences as its makers name them, with semicolons between several
 * @param address of its project; empty where its makers give none
 */
public record ThirdPartyLibrary(String name, String version, String licences, String address) {
  private static final String FILE = "/org/audioprocessor/third-party.txt";

  /** All of them, the Java run-time first; written down by the build. */
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
            "FFmpeg", BuildInfo.ffmpegVersion(), "LGPL version 3 or later", "https://ffmpeg.org"));
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
      throw new IllegalStateException(FILE + " has a line that cannot be read: " + line);
    }
    return new ThirdPartyLibrary(fields[0], fields[1], fields[2], fields[3]);
  }
}
