package org.audioprocessor.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.ExitCode.EnvironmentException;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.run.Processing;
import org.audioprocessor.cli.run.Termination;
import org.audioprocessor.demo.DemoTracks;
import org.audioprocessor.intake.AddUploads;
import org.audioprocessor.intake.AddUploads.Added;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.worker.Tally;
import org.audioprocessor.worker.Workload;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Demonstrates the program on generated tracks. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Generates and processes a few tracks: too quiet, too loud, wide range, mono, one corrupt.",
      "Uses a separate workspace (or --workspace), and prints where the results are."
    })
public final class DemoCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Override
  public Integer call() throws StartupException, EnvironmentException {
    return run(options);
  }

  static int run(GlobalOptions options) throws StartupException, EnvironmentException {
    Output output = options.output();
    Path folder = options.demoFolder();
    Termination termination = options.termination();
    try (Application application =
        options.openApplication(ApplicationOptions.in(folder).embedded())) {
      List<Added> added = add(application, output, termination);
      List<String> ids = added.stream().map(one -> one.upload().uploadId()).toList();
      Tally tally = Processing.run(application, new Workload.These(ids), 0, output, termination);
      if (termination.isAsked()) {
        output.note("Interrupted. The added tracks remain in the queue.");
        return ExitCode.DONE.code();
      }
      boolean asExpected = check(application, added, output);
      printNextSteps(application, added, output);
      if (tally.gaveUp() != null) {
        output.note("Gave up: " + tally.gaveUp());
        return ExitCode.ENVIRONMENT.code();
      }
      return (asExpected ? ExitCode.DONE : ExitCode.SOME_FAILED).code();
    } catch (IntakeException | QueueException | StorageException e) {
      throw new EnvironmentException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new EnvironmentException(
          "The folder “" + folder + "” cannot be written. Choose another with --workspace.", e);
    }
  }

  /** Adds the corrupt track last, without the check for audio. */
  private static List<Added> add(Application application, Output output, Termination termination)
      throws IOException, IntakeException {
    Path made = application.workspace().folder().resolve("made-tracks");
    List<Path> files = new ArrayList<>(DemoTracks.write(made));
    files.add(DemoTracks.writeCorrupt(made));
    output.say("Generated " + files.size() + " tracks in " + made);
    AddUploads add = application.addUploads();
    List<Added> added = new ArrayList<>();
    for (Path file : files) {
      if (termination.isAsked()) {
        return added;
      }
      Added one = add.add(file, true);
      AddCommand.report(one, file, output);
      added.add(one);
    }
    return added;
  }

  /** Checks that all are published except the corrupt one, which is under the failed prefix. */
  private static boolean check(Application application, List<Added> added, Output output)
      throws QueueException, StorageException {
    boolean good = true;
    for (Added one : added.subList(0, added.size() - 1)) {
      good &= status(application, one) == UploadStatus.COMPLETED;
    }
    Added corrupt = added.getLast();
    String fileName = corrupt.upload().fileName();
    good &=
        status(application, corrupt) == UploadStatus.FAILED
            && application.store().exists(application.keys().failed(fileName));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("demo", application.workspace().folder().toString());
    fields.put("ok", good);
    output.result(
        good
            ? "\nAs expected: four tracks are published, the corrupt one failed and was set aside."
            : "\nNot as expected; see above.",
        fields);
    return good;
  }

  private static @Nullable UploadStatus status(Application application, Added added)
      throws QueueException {
    return application.queue().get(added.upload().uploadId()).map(UploadRow::status).orElse(null);
  }

  private static void printNextSteps(Application application, List<Added> added, Output output)
      throws StorageException {
    String first = added.getFirst().upload().fileName();
    String playlist = application.keys().track(TrackId.of(first)).multivariantPlaylist();
    String where = " --workspace \"" + application.workspace().folder() + "\"";
    String track = "\"" + added.getFirst().upload().trackId() + "\"";
    output.say("Listen    " + application.workspace().bucket().resolve(playlist));
    output.say("Try next  list" + where);
    output.say("          verify " + track + where);
    output.say("          retry --now" + where);
    output.say("          rollback " + track + where + "   (after a second demo)");
  }
}
