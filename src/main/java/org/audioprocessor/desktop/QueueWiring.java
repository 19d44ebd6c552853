package org.audioprocessor.desktop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.Parts;
import org.audioprocessor.demo.DemoTracks;
import org.audioprocessor.desktop.controls.Screen;
import org.audioprocessor.desktop.queue.QueueServices;
import org.audioprocessor.desktop.queue.QueueView;
import org.audioprocessor.desktop.queue.QueueViewModel;

/** Puts the queue's screen together. */
final class QueueWiring {
  private QueueWiring() {}

  static Screen screen(Workbench bench) {
    return new QueueView(new QueueViewModel(services(bench)));
  }

  static QueueServices services(Workbench bench) {
    Desk desk = bench.desk();
    Parts parts = bench.parts();
    return new QueueServices(
        parts.queue(),
        new QueueServices.Work(
            bench.batch(), bench.counts(), bench.addFiles(), bench.selection()),
        new QueueServices.People(desk.questions(), desk.filePicker(), desk.notices()),
        new RenditionDownload(parts.store(), parts.keys())::write,
        () -> demoTracks(parts.workspace().folder().resolve("made-tracks")),
        desk.threads().background(),
        desk.threads().ui());
  }

  private static List<Path> demoTracks(Path folder) throws IOException {
    List<Path> files = new ArrayList<>(DemoTracks.write(folder));
    files.add(DemoTracks.writeCorrupt(folder));
    return files;
  }
}
