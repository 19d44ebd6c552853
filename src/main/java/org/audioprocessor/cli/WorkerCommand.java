package org.audioprocessor.cli;

import java.util.concurrent.Callable;
import org.audioprocessor.Parts;
import org.audioprocessor.PartsException;
import org.audioprocessor.worker.Tally;
import org.audioprocessor.worker.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Works on whatever comes. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    description = {
      "Processes uploads as they come, until it is told to stop (SIGTERM or Ctrl-C):",
      "then it gives back what it is working on, within 25 seconds."
    })
final class WorkerCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();
  @Mixin private ThreadsOption threads = new ThreadsOption();

  @Override
  @SuppressWarnings("try") // collects as long as it is open
  public Integer call() throws PartsException {
    Output output = options.output();
    try (Termination termination = Termination.awaited();
        Parts parts = options.openParts();
        Collecting collecting = Collecting.start(parts.collectGenerations())) {
      output.say("Waiting for uploads in " + parts.workspace().folder());
      Tally tally =
          Processing.run(parts, new Workload.UntilStopped(), threads.count(), output, termination);
      output.say(tally.succeeded() + " published, " + tally.failed() + " failed");
      return ExitCode.DONE.code();
    }
  }
}
