package org.audioprocessor.desktop.wiring;

import org.audioprocessor.desktop.UiThread;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.queue.QueueServices;
import org.audioprocessor.desktop.queue.QueueView;

/** Puts the queue's screen together. */
public final class QueueWiring {
  /** One lays the rows out, one draws them. */
  private static final int PULSES_TO_SEE_ROWS = 2;

  private QueueWiring() {}

  public static Screen screen(WorkspaceContext context) {
    QueueView view = context.desk().queueAhead().take();
    view.connect(
        new QueueServices(
            context.subject(),
            new QueueServices.Deeds(context.actions(), context.incoming()),
            context.selection(),
            context.reviewCounts()),
        () -> UiThread.afterPulses(PULSES_TO_SEE_ROWS, () -> true, context.firstLook()::had));
    return view;
  }
}
