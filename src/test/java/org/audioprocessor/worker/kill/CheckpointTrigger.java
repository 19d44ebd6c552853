package org.audioprocessor.worker.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Notifies the parent process when a checkpoint is reached for the n-th time. */
final class CheckpointTrigger implements Checkpoints {

  /** The action of the thread that has sent the notification. */
  enum Then {
    /** Stays where it is, to be killed there. */
    HOLD,
    /** Works on, to be killed some time later. */
    GO_ON,
    /** Stays until the parent says a line, with no transaction under way. */
    WAIT
  }

  private final Pattern wanted;
  private final int times;
  private final Then then;
  private final ConnectionsInUse open;
  private final AtomicInteger seen = new AtomicInteger();

  CheckpointTrigger(String pattern, int times, Then then, ConnectionsInUse open) {
    wanted = Pattern.compile(pattern);
    this.times = times;
    this.then = then;
    this.open = open;
  }

  @Override
  public void at(String moment) {
    if (wanted.matcher(moment).lookingAt() && seen.incrementAndGet() == times) {
      switch (then) {
        case HOLD -> {
          DoomedWorker.say(DoomedWorker.REACHED);
          awaitLine();
        }
        case GO_ON -> DoomedWorker.say(DoomedWorker.REACHED);
        case WAIT ->
            open.whileNone(() -> {
              DoomedWorker.say(DoomedWorker.REACHED);
              awaitLine();
            });
      }
    }
  }

  private static void awaitLine() {
    try {
      if (System.in.read() < 0) {
        Runtime.getRuntime().halt(DoomedWorker.ORPHAN);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
