package org.audioprocessor.cli.command;

import java.io.Console;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.ExitCode.IntakeFailures;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.intake.PickUpload;
import org.audioprocessor.intake.PickUpload.Picked;
import org.audioprocessor.intake.PickUpload.Wanted;
import org.audioprocessor.intake.RequeueUploads;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Requeues an upload that another system holds, after confirmation. */
@Command(
    name = "take-over",
    mixinStandardHelpOptions = true,
    description = "Requeues an upload that another system holds, after confirmation.")
public final class TakeOverCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @ArgGroup(multiplicity = "1")
  private WhichUpload which = new WhichUpload();

  @Option(names = "--yes", description = "confirms without a question")
  private boolean yes;

  @Override
  public Integer call() throws StartupException {
    Output output = options.output();
    try (Application application = options.openApplication()) {
      Picked picked = which.pick(application.queue(), Wanted.STUCK);
      picked.note().ifPresent(note -> output.note(PlainText.replaced(note)));
      RequeueUploads requeue = new RequeueUploads(application.queue());
      String question = requeue.takeOverQuestion(picked.row());
      if (!yes && !agrees(question, output)) {
        return ExitCode.USAGE.code();
      }
      requeue.takeOver(picked.row());
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("uploadId", picked.row().upload().uploadId());
      fields.put("fileName", picked.row().upload().fileName());
      fields.put("ok", true);
      fields.put("error", null);
      output.result(PlainText.replaced(picked.row().upload().fileName()) + ": waits", fields);
      return ExitCode.DONE.code();
    } catch (IntakeException e) {
      return IntakeFailures.report(output, "upload", which.text(), e).code();
    }
  }

  private static boolean agrees(String question, Output output) {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (console.isEmpty()) {
      output.note(PlainText.replaced(question) + " Repeat the command with --yes to do it.");
      return false;
    }
    String answer = console.get().readLine("%s [y/N] ", PlainText.replaced(question));
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  /** One upload, by its file name or by its id. */
  static final class WhichUpload {
    @Parameters(paramLabel = "FILE_NAME", arity = "1")
    private @Nullable String fileName;

    @Option(names = "--id", paramLabel = "ID", description = "the upload's id instead of its name")
    private @Nullable String uploadId;

    Picked pick(UploadQueue queue, Wanted wanted) throws IntakeException {
      PickUpload pick = new PickUpload(queue);
      return uploadId == null
          ? pick.byFileName(Objects.requireNonNull(fileName), wanted)
          : pick.byId(uploadId);
    }

    String text() {
      return Objects.requireNonNull(uploadId == null ? fileName : uploadId);
    }
  }
}
