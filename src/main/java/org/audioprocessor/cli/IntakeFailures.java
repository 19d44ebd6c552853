package org.audioprocessor.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/** What was refused, as a line of output and for the program's exit. */
public final class IntakeFailures {
  private IntakeFailures() {}

  /**
   * @param field what {@code name} is, in JSON
   */
  public static ExitCode report(Output output, String field, String name, IntakeException failure) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put(field, name);
    fields.put("ok", false);
    fields.put("error", failure.getMessage());
    output.result(PlainText.replaced(name) + ": " + failure.getMessage(), fields);
    return exitCode(failure);
  }

  public static ExitCode exitCode(IntakeException failure) {
    return switch (failure.kind()) {
      case REFUSED -> ExitCode.SOME_FAILED;
      case ENVIRONMENT -> ExitCode.ENVIRONMENT;
    };
  }
}
