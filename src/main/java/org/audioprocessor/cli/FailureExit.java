package org.audioprocessor.cli;

import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;

/** What a failure of a track means for the program's exit. */
public final class FailureExit {
  private FailureExit() {}

  public static ExitCode exitCode(ProcessingException failure) {
    return failure.kind().cure() == FailureKind.Cure.WAIT
        ? ExitCode.ENVIRONMENT
        : ExitCode.SOME_FAILED;
  }
}
