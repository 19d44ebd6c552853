package org.audioprocessor.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.ExitCode.IntakeFailures;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.intake.Rollback.RolledBack;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Publishes the previous generation of a track again. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = "Publishes the previous generation of a track again.")
public final class RollbackCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Parameters(paramLabel = "TRACK_ID", description = "the file name without its extension")
  private String trackId = "";

  @Override
  public Integer call() throws StartupException {
    Output output = options.output();
    try (Application application = options.openApplication()) {
      RolledBack done = application.rollback(owner()).run(trackId);
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("trackId", trackId);
      fields.put("ok", true);
      fields.put("error", null);
      fields.put("from", done.from().generation());
      fields.put("to", done.to().generation());
      output.result(
          PlainText.replaced(trackId)
              + ": generation "
              + done.to().generation()
              + " is published again in place of generation "
              + done.from().generation()
              + ".",
          fields);
      return ExitCode.DONE.code();
    } catch (IntakeException e) {
      return IntakeFailures.report(output, "trackId", trackId, e).code();
    }
  }

  private static String owner() {
    String user = System.getProperty("user.name", "unknown user");
    return user + ", process " + ProcessHandle.current().pid();
  }
}
