package org.audioprocessor.desktop.shell;

import javafx.beans.value.ChangeListener;
import org.audioprocessor.desktop.WindowThreads.UiThread;
import org.audioprocessor.desktop.batch.Batch.BatchState;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.wiring.WindowContext;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.worker.WorkerEvent;

/** Reports the batch of one connection as notices and in the log. */
public final class BatchNotices implements AutoCloseable {
  private static final String WAITING_TOPIC = "environment";
  private static final String END_TOPIC = "batch";

  private final WorkspaceContext context;
  private final WindowContext windowContext;
  private final ChangeListener<BatchState> onState = (value, before, now) -> showWaiting(now);
  private boolean closed;

  /** Subscribes to the batch. */
  public BatchNotices(WorkspaceContext context) {
    this.context = context;
    windowContext = context.window();
    context.batch().stateProperty().addListener(onState);
    context.batch().onEnded(this::showEnd);
    context.batch().addListener(this::log);
  }

  private void log(WorkerEvent event) {
    if (!(event instanceof WorkerEvent.TrackProgress)) {
      UiThread.run(() -> windowContext.log().record(event));
    }
  }

  private void showWaiting(BatchState now) {
    String reason = now.waitingFor();
    if (reason == null) {
      windowContext.notices().clear(WAITING_TOPIC);
    } else {
      windowContext.notices().show(Notice.of(WAITING_TOPIC, Severity.PENDING, reason));
    }
  }

  private void showEnd(BatchState end) {
    if (closed) {
      return;
    }
    windowContext.notices().show(Notice.of(END_TOPIC, severity(end), sentence(end)));
    context.poller().pollNow();
  }

  /** Returns INFO, not SUCCESS, for a batch that published nothing. */
  private static Severity severity(BatchState end) {
    if (end.failed() > 0) {
      return Severity.ERROR;
    }
    return end.done() > 0 ? Severity.SUCCESS : Severity.INFO;
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

  /** Unsubscribes from the state; later events go into the log only. */
  @Override
  public void close() {
    closed = true;
    context.batch().stateProperty().removeListener(onState);
    windowContext.notices().clear(WAITING_TOPIC);
    windowContext.notices().clear(END_TOPIC);
  }
}
