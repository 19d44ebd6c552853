package org.audioprocessor.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.audioprocessor.app.Parts;
import org.audioprocessor.app.PartsException;
import org.audioprocessor.app.PartsOptions;
import org.audioprocessor.cli.EnvironmentException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.run.Processing;
import org.audioprocessor.cli.run.Termination;
import org.audioprocessor.demo.DemoTracks;
import org.audioprocessor.intake.AddUploads;
import org.audioprocessor.intake.Added;
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

/** Shows what the program does, on tracks that it makes itself. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a few tracks (too quiet, too loud, wide range, mono, one corrupt), adds and processes",
      "them in a workspace of their own (or --workspace), and says where to look."
    })
public final class DemoCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Override
  public Integer call() throws PartsException, EnvironmentException {
    return run(options);
  }

  static int run(GlobalOptions options) throws PartsException, EnvironmentException {
    Output output = options.output();
    Path folder = options.demoFolder();
    Termination termination = options.termination();
    try (Parts parts = options.openParts(PartsOptions.in(folder).embedded())) {
      List<Added> added = add(parts, output, termination);
      List<String> ids = added.stream().map(one -> one.upload().uploadId()).toList();
      Tally tally = Processing.run(parts, new Workload.These(ids), 0, output, termination);
      if (termination.isAsked()) {
        output.note("Ended before the demo was over. What it added waits.");
        return ExitCode.DONE.code();
      }
      boolean asExpected = check(parts, added, output);
      sayWhatNext(parts, added, output);
      if (tally.gaveUp() != null) {
        output.note("Ended before the work was done: " + tally.gaveUp());
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

  /** The corrupt one comes last, and is added as a careless platform would. */
  private static List<Added> add(Parts parts, Output output, Termination termination)
      throws IOException, IntakeException {
    Path made = parts.workspace().folder().resolve("made-tracks");
    List<Path> files = new ArrayList<>(DemoTracks.write(made));
    files.add(DemoTracks.writeCorrupt(made));
    output.say("Made " + files.size() + " tracks in " + made);
    AddUploads add = parts.addUploads();
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

  /** All are published but the corrupt one, whose raw file stands under the failed prefix. */
  private static boolean check(Parts parts, List<Added> added, Output output)
      throws QueueException, StorageException {
    boolean good = true;
    for (Added one : added.subList(0, added.size() - 1)) {
      good &= status(parts, one) == UploadStatus.COMPLETED;
    }
    Added corrupt = added.getLast();
    String fileName = corrupt.upload().fileName();
    good &=
        status(parts, corrupt) == UploadStatus.FAILED
            && parts.store().exists(parts.keys().failed(fileName));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("demo", parts.workspace().folder().toString());
    fields.put("ok", good);
    output.result(
        good
            ? "\nThat is how it should be: four published, the corrupt one refused and set aside."
            : "\nThat is not how it should be; see above.",
        fields);
    return good;
  }

  private static @Nullable UploadStatus status(Parts parts, Added added) throws QueueException {
    return parts.queue().get(added.upload().uploadId()).map(UploadRow::status).orElse(null);
  }

  private static void sayWhatNext(Parts parts, List<Added> added, Output output)
      throws StorageException {
    String first = added.getFirst().upload().fileName();
    String playlist = parts.keys().track(TrackId.of(first)).multivariantPlaylist();
    String where = " --workspace \"" + parts.workspace().folder() + "\"";
    String track = "\"" + added.getFirst().upload().trackId() + "\"";
    output.say("Listen    " + parts.workspace().bucket().resolve(playlist));
    output.say("Try next  list" + where);
    output.say("          verify " + track + where);
    output.say("          retry --now" + where);
    output.say("          rollback " + track + where + "   (after a second demo)");
  }
}
