package org.audioprocessor.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** ALSA's device that swallows every sound, for a process without a sound card. */
public final class AlsaNullDevice {
  private static final Path ALSA = Path.of("/usr/share/alsa/alsa.conf");

  private AlsaNullDevice() {}

  /** What such a process needs in its environment; skips the test where there is no ALSA. */
  public static Map<String, String> environment(Path folder) throws IOException {
    assumeThat(ALSA).as("ALSA, to play without a device").exists();
    Path settings = folder.resolve("null.conf");
    Files.writeString(
        settings, "<" + ALSA + ">\npcm.!default { type null }\nctl.!default { type null }\n");
    return Map.of("ALSA_CONFIG_PATH", settings.toString());
  }
}
