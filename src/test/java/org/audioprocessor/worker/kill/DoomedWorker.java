package org.audioprocessor.worker.kill;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerPool;

/**
 * A worker in its own process, which reports the checkpoint at which it is killed or frozen, and
 * the outcomes of its claims. Arguments: workspace, what to do then, the moment's pattern, how many
 * times.
 */
final class DoomedWorker {
  static final String REACHED = "reached";
  static final String ENDED = "ended ";
  static final int ORPHAN = 3;
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private DoomedWorker() {}

  public static void main(String[] arguments) throws Exception {
    ConnectionsInUse open = new ConnectionsInUse();
    Checkpoints checkpoints =
        new CheckpointTrigger(
            arguments[2],
            Integer.parseInt(arguments[3]),
            CheckpointTrigger.Then.valueOf(arguments[1]),
            open);
    try (TrackWorkspace workspace = TrackWorkspace.open(Path.of(arguments[0]), checkpoints, open);
        WorkerPool pool = workspace.work(event -> tell(event, checkpoints))) {
      if (!pool.await(LONGEST_LIFE)) {
        Runtime.getRuntime().halt(ORPHAN);
      }
    }
  }

  private static void tell(WorkerEvent event, Checkpoints checkpoints) {
    switch (event) {
      case WorkerEvent.TrackProgress heard ->
          checkpoints.at("progress " + heard.progress().stage());
      case WorkerEvent.TrackLost heard -> say(ENDED + heard);
      case WorkerEvent.TrackReleased heard -> say(ENDED + heard);
      case WorkerEvent.TrackBackedOff heard -> say(ENDED + heard);
      case WorkerEvent.TrackFailed heard -> say(ENDED + heard);
      case WorkerEvent.TrackPublished heard -> say(ENDED + heard);
      default -> {}
    }
  }

  static synchronized void say(String line) {
    OUT.println(line);
  }
}
