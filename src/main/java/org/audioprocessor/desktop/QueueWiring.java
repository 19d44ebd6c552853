package org.audioprocessor.desktop;

import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.queue.QueueServices;
import org.audioprocessor.desktop.queue.QueueView;
import org.audioprocessor.desktop.queue.QueueViewModel;

/** Puts the queue's screen together. */
final class QueueWiring {
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
    return new QueueView(new QueueViewModel(services));
  }
}
