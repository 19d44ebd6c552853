package org.audioprocessor.cli;

/** What the program's end says. */
public enum ExitCode {
  /** Everything was done. */
  DONE(0),
  /** Some of it failed; the output says what and why. */
  SOME_FAILED(1),
  /** The command line was wrong. */
  USAGE(2),
  /** Database, bucket, disk or system: nothing is wrong with the files. */
  ENVIRONMENT(3);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process's exit status. */
  public int code() {
    return code;
  }

  /** The more serious of two. */
  public ExitCode and(ExitCode other) {
    return other.code > code ? other : this;
  }
}
