package org.audioprocessor.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.ExitCode.IntakeFailures;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.run.EncoderOption;
import org.audioprocessor.cli.run.Processing;
import org.audioprocessor.cli.run.Processing.ThreadsOption;
import org.audioprocessor.cli.run.Termination;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.intake.PickUpload;
import org.audioprocessor.intake.PickUpload.Picked;
import org.audioprocessor.intake.PickUpload.Wanted;
import org.audioprocessor.intake.RequeueUploads;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.text.PlainText;
import org.audioprocessor.worker.Tally;
import org.audioprocessor.worker.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Processes uploads and ends. */
@Command(
    name = "process",
    mixinStandardHelpOptions = true,
    description = "Processes uploads (without a name: all waiting ones) and ends.")
public final class ProcessCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Parameters(arity = "0..*", paramLabel = "FILE_NAME")
  private List<String> fileNames = List.of();

  @Option(names = "--id", paramLabel = "ID", description = "an upload's id; may be repeated")
  private List<String> uploadIds = List.of();

  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private EncoderOption encoder = new EncoderOption();

  @Override
  public Integer call() throws StartupException {
    Output output = options.output();
    Termination termination = options.termination();
    try (Application application =
        options.openApplication(encoder.in(options.applicationOptions()))) {
      if (fileNames.isEmpty() && uploadIds.isEmpty()) {
        ExitCode end = run(application, new Workload.AllThatWait(), termination);
        noteHeldElsewhere(application.queue());
        return end.code();
      }
      List<String> picked = new ArrayList<>();
      ExitCode end = pick(application, output, picked);
      return picked.isEmpty()
          ? end.code()
          : end.and(run(application, new Workload.These(picked), termination)).code();
    }
  }

  private ExitCode run(Application application, Workload workload, Termination termination)
      throws StartupException {
    Output output = options.output();
    Tally tally = Processing.run(application, workload, threads.count(), output, termination);
    if (tally.gaveUp() != null) {
      output.note("Gave up: " + tally.gaveUp());
    }
    output.say(tally.succeeded() + " published, " + tally.failed() + " failed");
    return Processing.exitCode(tally);
  }

  /** The uploads of a killed worker do not wait until their leases expire. */
  private void noteHeldElsewhere(UploadQueue queue) {
    try {
      long held = queue.counts().getOrDefault(UploadStatus.PROCESSING, 0L);
      if (held > 0) {
        options
            .output()
            .note(
                held
                    + (held == 1 ? " more is" : " more are")
                    + " being processed elsewhere. Uploads of a worker that ended can be processed"
                    + " after a minute; see: list --status processing");
      }
    } catch (QueueException e) {
      options.output().note("The uploads in process elsewhere are unknown. " + e.getMessage());
    }
  }

  private interface Picking {
    Picked pick() throws IntakeException;
  }

  private ExitCode pick(Application application, Output output, List<String> picked) {
    PickUpload pick = new PickUpload(application.queue());
    ExitCode end = ExitCode.DONE;
    for (String name : fileNames) {
      end =
          end.and(
              one(application, name, output, () -> pick.byFileName(name, Wanted.WAITING), picked));
    }
    for (String id : uploadIds) {
      end = end.and(one(application, id, output, () -> pick.byId(id), picked));
    }
    return end;
  }

  /** An upload that is requested by name skips its back-off. */
  private static ExitCode one(
      Application application, String asked, Output output, Picking picking, List<String> picked) {
    try {
      Picked found = picking.pick();
      found.note().ifPresent(note -> output.note(PlainText.replaced(note)));
      UploadRow row = found.row();
      if (row.status() == UploadStatus.WAITING
          && row.lease() != null
          && row.lease().nextAttemptAt() != null) {
        new RequeueUploads(application.queue()).retry(row);
      }
      picked.add(row.upload().uploadId());
      return ExitCode.DONE;
    } catch (IntakeException e) {
      return IntakeFailures.report(output, "upload", asked, e);
    }
  }
}
