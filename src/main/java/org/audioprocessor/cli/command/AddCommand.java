package org.audioprocessor.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.ExitCode.IntakeFailures;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.intake.AddUploads;
import org.audioprocessor.intake.AddUploads.Added;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uploads files and adds them to the queue. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "Uploads raw files and adds them to the queue.")
public final class AddCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<Path> files = List.of();

  @Option(names = "--anyway", description = "also adds files that do not look like audio")
  private boolean anyway;

  @Override
  public Integer call() throws StartupException, IntakeException {
    Output output = options.output();
    try (Application application = options.openApplication()) {
      AddUploads add = application.addUploads();
      ExitCode end = all(add, output);
      for (Upload upload : add.finishInterrupted()) {
        output.note(
            "“"
                + PlainText.replaced(upload.fileName())
                + "”, whose addition was interrupted earlier, is now in the queue.");
      }
      return end.code();
    }
  }

  /** Stops at the first failure of the environment, because all further files would fail too. */
  private ExitCode all(AddUploads add, Output output) {
    ExitCode end = ExitCode.DONE;
    for (Path file : files) {
      try {
        report(add.add(file, anyway), file, output);
      } catch (IntakeException e) {
        end = end.and(IntakeFailures.report(output, "file", file.toString(), e));
        if (end == ExitCode.ENVIRONMENT) {
          output.note("The files after it were not added.");
          return end;
        }
      }
    }
    return end;
  }

  static void report(Added added, Path file, Output output) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("file", file.toString());
    fields.put("ok", true);
    fields.put("error", null);
    fields.put("uploadId", added.upload().uploadId());
    fields.put("fileName", added.upload().fileName());
    fields.put("trackId", added.upload().trackId());
    fields.put("bytes", added.bytes());
    fields.put("announcements", added.announcements());
    StringBuilder text = new StringBuilder(PlainText.replaced(added.upload().fileName()));
    text.append(String.format(Locale.ROOT, ": waits (%.1f MB)", added.bytes() / 1e6));
    for (String announcement : added.announcements()) {
      text.append("\n  note    ").append(PlainText.replaced(announcement));
    }
    output.result(text.toString(), fields);
  }
}
