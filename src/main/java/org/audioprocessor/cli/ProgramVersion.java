package org.audioprocessor.cli;

import org.audioprocessor.app.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** The versions of the program and of its FFmpeg, as the build wrote them down. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "Audio Processor " + BuildInfo.version() + " (MIT)",
      "FFmpeg " + BuildInfo.ffmpegVersion() + " (LGPL version 3 or later)",
      "Java " + Runtime.version(),
    };
  }
}
