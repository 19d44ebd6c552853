package org.audioprocessor.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

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

  /**
   * Thrown when the environment (disk, database, bucket, network) prevents a command. The message
   * says what to do.
   */
  public static final class EnvironmentException extends Exception {
    public EnvironmentException(String sentence, @Nullable Throwable cause) {
      super(sentence, cause);
    }
  }

  /** Prints failed changes to the queue. */
  public static final class IntakeFailures {
    private IntakeFailures() {}

    /**
     * Prints a failure.
     *
     * @param field name of the JSON field that holds {@code name}
     */
    public static ExitCode report(
        Output output, String field, String name, IntakeException failure) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put(field, name);
      fields.put("ok", false);
      fields.put("error", failure.getMessage());
      output.result(PlainText.replaced(name) + ": " + failure.getMessage(), fields);
      return ExitCode.of(failure);
    }
  }
}
