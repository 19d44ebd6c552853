package org.audioprocessor.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The {@code ffmpeg} program of the system, for comparison. */
final class FfmpegProgram {
  private FfmpegProgram() {}

  static boolean isInstalled() {
    try {
      run(List.of("ffmpeg", "-version"));
      return true;
    } catch (IOException e) {
      return false; // there is none
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Runs a program to its end and gives all that it printed. */
  static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }
}
