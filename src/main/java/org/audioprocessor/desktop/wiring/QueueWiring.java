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

  public static Screen screen(Workbench bench) {
    QueueView view = bench.desk().queueAhead().take();
    view.connect(
        new QueueServices(
            bench.subject(),
            new QueueServices.Deeds(bench.actions(), bench.incoming()),
            bench.selection(),
            bench.reviewCounts()),
        () -> UiThread.afterPulses(PULSES_TO_SEE_ROWS, () -> true, bench.firstLook()::had));
    return view;
  }
}
