package org.audioprocessor.process.isolation.confine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.media.ffmpeg.NativeLibraries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The flags of the virtual machine that only a child has. */
final class ChildFlags {
  private static final String LOG_LEVEL = "AUDIO_PROCESSOR_LOG";

  private ChildFlags() {}

  static List<String> of(Path childFolder) throws IOException {
    return List.of(
        "-XX:ErrorFile=" + childFolder.resolve("child-%p-crash.log"),
        "-XX:ErrorLogTimeout=10",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:+ExitOnOutOfMemoryError",
        // standard output is for answers
        "-XX:+DisplayVMOutputToStderr",
        "-Xlog:disable",
        "-Xlog:all=warning:stderr",
        "-XX:-UsePerfData",
        "-XX:+DisableAttachMechanism",
        "-Djava.io.tmpdir=" + childFolder,
        "-D" + NativeLibraries.FOLDER_PROPERTY + "=" + NativeLibraries.folder(),
        "-D" + LOG_LEVEL + "=" + level());
  }

  /** As much as the parent logs. */
  private static String level() {
    Logger ours = LoggerFactory.getLogger("org.audioprocessor");
    if (ours.isDebugEnabled()) {
      return ours.isTraceEnabled() ? "TRACE" : "DEBUG";
    }
    return ours.isInfoEnabled() ? "INFO" : "WARN";
  }
}
