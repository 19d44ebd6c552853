package org.audioprocessor.cli;

import org.audioprocessor.pipeline.FailureKind;
import org.audioprocessor.pipeline.ProcessingException;

/** What a failure of a track means for the program's exit. */
final class Failures {
  private Failures() {}

  static ExitCode exitCode(ProcessingException failure) {
    return failure.kind().cure() == FailureKind.Cure.WAIT
        ? ExitCode.ENVIRONMENT
        : ExitCode.SOME_FAILED;
  }
}
