package org.audioprocessor.desktop;

import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.queue.QueueServices;
import org.audioprocessor.desktop.queue.QueueView;
import org.audioprocessor.desktop.queue.QueueViewModel;

/** Puts the queue's screen together. */
final class QueueWiring {
  /** One lays the rows out, one draws them. */
  private static final int PULSES_TO_SEE_ROWS = 2;

  private QueueWiring() {}

  static Screen screen(Workbench bench) {
    QueueServices services =
        new QueueServices(
            bench.subject(),
            new QueueServices.Deeds(bench.actions(), bench.incoming()),
            new QueueServices.Places(
                bench.selection(),
                bench.desk().navigator(),
                bench.desk().state(),
                bench.reviewCounts()),
            bench.desk().people(),
            bench.desk().threads().lanes());
    QueueViewModel model = new QueueViewModel(services);
    model.onFirstAnswer(
        () -> UiThread.afterPulses(PULSES_TO_SEE_ROWS, () -> true, bench.firstLook()::had));
    return new QueueView(model);
  }
}
