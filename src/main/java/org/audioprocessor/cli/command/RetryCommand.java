package org.audioprocessor.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.DesktopState;
import org.audioprocessor.app.DesktopState.HandledMarks;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.ExitCode.IntakeFailures;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.run.Processing;
import org.audioprocessor.cli.run.Termination;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.intake.PickUpload;
import org.audioprocessor.intake.PickUpload.Picked;
import org.audioprocessor.intake.PickUpload.Wanted;
import org.audioprocessor.intake.RequeueUploads;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.text.PlainText;
import org.audioprocessor.worker.Tally;
import org.audioprocessor.worker.Workload;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Requeues failed uploads. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = "Requeues failed uploads (without a name: all of them).")
public final class RetryCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Parameters(arity = "0..*", paramLabel = "FILE_NAME")
  private List<String> fileNames = List.of();

  @Option(names = "--id", paramLabel = "ID", description = "an upload's id; may be repeated")
  private List<String> uploadIds = List.of();

  @Option(names = "--now", description = "processes them now and ends")
  private boolean now;

  @Override
  public Integer call() throws StartupException {
    Output output = options.output();
    Termination termination = options.termination();
    try (Application application = options.openApplication()) {
      List<String> waiting = new ArrayList<>();
      ExitCode end = retry(application, output, waiting);
      return now && !waiting.isEmpty()
          ? end.and(process(application, waiting, output, termination)).code()
          : end.code();
    }
  }

  private static ExitCode process(
      Application application, List<String> waiting, Output output, Termination termination)
      throws StartupException {
    Tally tally = Processing.run(application, new Workload.These(waiting), 0, output, termination);
    if (tally.gaveUp() != null) {
      output.note("Gave up: " + tally.gaveUp());
    }
    return Processing.exitCode(tally);
  }

  private ExitCode retry(Application application, Output output, List<String> waiting) {
    RequeueUploads retry = new RequeueUploads(application.queue());
    if (fileNames.isEmpty() && uploadIds.isEmpty()) {
      try {
        Set<String> handled = handled(application);
        retry.retryAllFailed(handled, row -> waits(row, output, waiting));
        noteSkipped(waiting.isEmpty(), handled.size(), output);
        return ExitCode.DONE;
      } catch (IntakeException e) {
        output.note(String.valueOf(e.getMessage()));
        return ExitCode.of(e);
      } catch (QueueException e) {
        output.note(String.valueOf(e.getMessage()));
        return ExitCode.ENVIRONMENT;
      }
    }
    PickUpload pick = new PickUpload(application.queue());
    ExitCode end = ExitCode.DONE;
    for (String name : fileNames) {
      end = end.and(one(name, () -> pick.byFileName(name, Wanted.FAILED), retry, output, waiting));
    }
    for (String id : uploadIds) {
      end = end.and(one(id, () -> pick.byId(id), retry, output, waiting));
    }
    return end;
  }

  /** Returns the uploads that are marked as handled in the window of this workspace. */
  private static Set<String> handled(Application application) throws QueueException {
    DesktopState state = DesktopState.ofWorkspace(application.workspace().folder(), Runnable::run);
    String connection = application.settings().settings().connection().name();
    return HandledMarks.stillFailed(
        application.queue().failedUploads(), HandledMarks.read(state, connection));
  }

  private static void noteSkipped(boolean nothing, int handled, Output output) {
    if (handled > 0) {
      output.note(
          handled
              + (handled == 1 ? " failed upload is" : " failed uploads are")
              + " marked as handled in the window and not retried. Name one to retry it.");
    } else if (nothing) {
      output.say("Nothing has failed.");
    }
  }

  private interface Picking {
    Picked pick() throws IntakeException;
  }

  private static ExitCode one(
      String asked, Picking picking, RequeueUploads retry, Output output, List<String> waiting) {
    try {
      Picked picked = picking.pick();
      picked.note().ifPresent(note -> output.note(PlainText.replaced(note)));
      retry.retry(picked.row());
      waits(picked.row(), output, waiting);
      return ExitCode.DONE;
    } catch (IntakeException e) {
      return IntakeFailures.report(output, "upload", asked, e);
    }
  }

  private static void waits(UploadRow row, Output output, List<String> waiting) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("uploadId", row.upload().uploadId());
    fields.put("fileName", row.upload().fileName());
    fields.put("ok", true);
    fields.put("error", null);
    fields.put("outcome", "waits");
    output.result(PlainText.replaced(row.upload().fileName()) + ": waits", fields);
    waiting.add(row.upload().uploadId());
  }
}
