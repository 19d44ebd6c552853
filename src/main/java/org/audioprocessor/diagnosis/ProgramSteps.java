package org.audioprocessor.diagnosis;

import java.util.List;
import org.audioprocessor.app.BuildInfo;
import org.audioprocessor.media.ffmpeg.Ffmpeg;
import org.audioprocessor.process.isolation.confine.Confinement;
import org.audioprocessor.settings.Settings.Isolation;

/** What the program itself needs on this machine. */
record ProgramSteps(Steps steps) {
  void run(Isolation isolation) {
    steps.found(ffmpeg());
    steps.found(
        isolation == Isolation.IN_PROCESS
            ? Finding.note(
                "isolation",
                "Files are decoded in the program's own process.",
                "A file that crashes the decoder ends the program. Set isolation to child.")
            : children());
  }

  private static Finding children() {
    List<String> missing = Confinement.missing();
    return missing.isEmpty()
        ? Finding.works(
            "isolation",
            "Files are decoded in processes that reach no network, no other files and no other"
                + " programs.")
        : Finding.note(
            "isolation",
            "Files are decoded in a process of their own. " + String.join(" ", missing),
            "Run the worker as a user of its own, on a kernel and in a container that permit it.");
  }

  private static Finding ffmpeg() {
    try {
      Ffmpeg.load();
      String version = Ffmpeg.version();
      return version.contains(BuildInfo.ffmpegVersion())
          ? Finding.works("FFmpeg", version + ", " + Ffmpeg.licence())
          : Finding.note(
              "FFmpeg",
              version + " instead of " + BuildInfo.ffmpegVersion(),
              "Install the program again: its libraries do not belong to it.");
    } catch (LinkageError e) {
      return Finding.broken(
          "FFmpeg",
          "Its libraries cannot be loaded on this machine: " + e.getMessage(),
          "Install the program for this system and processor, and check that the folder for its"
              + " libraries can be written.");
    }
  }
}
