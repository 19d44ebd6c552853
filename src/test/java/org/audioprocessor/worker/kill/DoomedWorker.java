package org.audioprocessor.worker.kill;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.audioprocessor.worker.WorkerEvent;
import org.audioprocessor.worker.WorkerPool;

/**
 * A worker in a process of its own, which tells when it comes to the moment at which it is to be
 * killed or frozen, and how its claims ended. Arguments: workspace, what to do then, the moment's
 * pattern, how many times.
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
    Moments moments =
        new Tripwire(
            arguments[2],
            Integer.parseInt(arguments[3]),
            Tripwire.Then.valueOf(arguments[1]),
            open);
    try (TrackWorkspace workspace = TrackWorkspace.open(Path.of(arguments[0]), moments, open);
        WorkerPool pool = workspace.work(event -> tell(event, moments))) {
      if (!pool.await(LONGEST_LIFE)) {
        Runtime.getRuntime().halt(ORPHAN);
      }
    }
  }

  private static void tell(WorkerEvent event, Moments moments) {
    switch (event) {
      case WorkerEvent.TrackProgress heard -> moments.at("progress " + heard.progress().stage());
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
