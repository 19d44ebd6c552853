package org.audioprocessor.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;

/** Prints failed changes to the queue. */
public final class IntakeFailures {
  private IntakeFailures() {}

  /**
   * Prints a failure.
   *
   * @param field name of the JSON field that holds {@code name}
   */
  public static ExitCode report(Output output, String field, String name, IntakeException failure) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put(field, name);
    fields.put("ok", false);
    fields.put("error", failure.getMessage());
    output.result(PlainText.replaced(name) + ": " + failure.getMessage(), fields);
    return ExitCode.of(failure);
  }
}
