package org.audioprocessor.cli;

import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;

/** Exit statuses of the program. */
public enum ExitCode {
  /** All files or tracks succeeded. */
  DONE(0),
  /** Some files or tracks failed; the output names them and the reasons. */
  SOME_FAILED(1),
  /** The command line is invalid. */
  USAGE(2),
  /** Database, bucket, disk or system failed; the files are not the cause. */
  ENVIRONMENT(3);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process's exit status. */
  public int code() {
    return code;
  }

  /** Returns the code of a track's failure: ENVIRONMENT if waiting is the remedy. */
  public static ExitCode of(ProcessingException failure) {
    return failure.kind().cure() == FailureKind.Cure.WAIT ? ENVIRONMENT : SOME_FAILED;
  }

  /** Returns the code of a failed change to the queue. */
  public static ExitCode of(IntakeException failure) {
    return switch (failure.kind()) {
      case REFUSED -> SOME_FAILED;
      case ENVIRONMENT -> ENVIRONMENT;
    };
  }

  /** Returns the more serious of two codes. */
  public ExitCode and(ExitCode other) {
    return other.code > code ? other : this;
  }
}
