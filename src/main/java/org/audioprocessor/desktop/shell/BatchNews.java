package org.audioprocessor.desktop.shell;

import javafx.beans.value.ChangeListener;
import org.audioprocessor.desktop.UiThread;
import org.audioprocessor.desktop.batch.BatchState;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.dialog.Notice;
import org.audioprocessor.desktop.wiring.WindowContext;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.worker.WorkerEvent;

/** What the batch of one connection has to say: at the top of the window and in the log. */
public final class BatchNews implements AutoCloseable {
  private static final String WAITING_TOPIC = "surroundings";
  private static final String END_TOPIC = "batch";

  private final WorkspaceContext context;
  private final WindowContext windowContext;
  private final ChangeListener<BatchState> onState = (value, before, now) -> tellWaiting(now);
  private boolean closed;

  /** Tells from now on. */
  public BatchNews(WorkspaceContext context) {
    this.context = context;
    windowContext = context.desk();
    context.batch().stateProperty().addListener(onState);
    context.batch().onEnded(this::tellEnd);
    context.batch().alsoTell(this::log);
  }

  private void log(WorkerEvent event) {
    if (!(event instanceof WorkerEvent.TrackProgress)) {
      UiThread.run(() -> windowContext.log().tell(event));
    }
  }

  private void tellWaiting(BatchState now) {
    String reason = now.waitingFor();
    if (reason == null) {
      windowContext.notices().clear(WAITING_TOPIC);
    } else {
      windowContext.notices().show(Notice.of(WAITING_TOPIC, Notice.Tone.WAITING, reason));
    }
  }

  private void tellEnd(BatchState end) {
    if (closed) {
      return;
    }
    windowContext.notices().show(Notice.of(END_TOPIC, tone(end), sentence(end)));
    context.counts().lookNow();
  }

  /** A batch that published nothing is no success. */
  private static Notice.Tone tone(BatchState end) {
    if (end.failed() > 0) {
      return Notice.Tone.BAD;
    }
    return end.done() > 0 ? Notice.Tone.GOOD : Notice.Tone.CALM;
  }

  private static String sentence(BatchState end) {
    StringBuilder text =
        new StringBuilder(
            Messages.text("batch.ended", Messages.text("batch.published", end.done())));
    add(text, "batch.failed", end.failed());
    add(text, "batch.cancelled", end.cancelled());
    add(text, "batch.not-started", end.waiting());
    return text.append('.').toString();
  }

  private static void add(StringBuilder text, String key, int count) {
    if (count > 0) {
      text.append(", ").append(Messages.text(key, count));
    }
  }

  /** What the window has left behind goes into the log only. */
  @Override
  public void close() {
    closed = true;
    context.batch().stateProperty().removeListener(onState);
    windowContext.notices().clear(WAITING_TOPIC);
    windowContext.notices().clear(END_TOPIC);
  }
}
