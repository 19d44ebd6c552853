package org.audioprocessor.cli;

import org.audioprocessor.app.BuildFacts;
import picocli.CommandLine.IVersionProvider;

/** The versions of the program and of its FFmpeg, as the build wrote them down. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "Audio Processor " + BuildFacts.version() + " (MIT)",
      "FFmpeg " + BuildFacts.ffmpegVersion() + " (LGPL version 3 or later)",
      "Java " + Runtime.version(),
    };
  }
}
