package org.audioprocessor.desktop;

import org.audioprocessor.Parts;
import org.audioprocessor.PartsException;
import org.audioprocessor.PartsOptions;
import org.audioprocessor.desktop.work.AddFiles;
import org.audioprocessor.desktop.work.Batch;
import org.audioprocessor.desktop.work.Connection;
import org.audioprocessor.desktop.work.LiveCounts;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.worker.TracksAtOnce;

/** All that screens are made from, for one open connection; screens get the pieces they need. */
final class Workbench implements AutoCloseable {
  private final Parts parts;
  private final Desk desk;
  private final Batch batch;
  private final LiveCounts counts;
  private final AddFiles addFiles;
  private final TrackSelection selection = new TrackSelection();

  private Workbench(Parts parts, Desk desk) {
    this.parts = parts;
    this.desk = desk;
    Threads threads = desk.threads();
    int tracks = parts.settings().settings().threads();
    batch =
        new Batch(
            parts.workplace(),
            tracks > 0 ? tracks : TracksAtOnce.ofThisMachine(),
            threads.background(),
            threads.pulse());
    counts = new LiveCounts(parts.queue(), threads.timer(), threads.ui(), desk.notices());
    addFiles =
        new AddFiles(parts.addUploads(), desk.notices(), threads.background(), threads.ui());
  }

  /** Waits for disk and database: never on the JavaFX thread. */
  static Workbench open(PartsOptions options, Desk desk) throws PartsException {
    return new Workbench(Parts.open(options), desk);
  }

  Parts parts() {
    return parts;
  }

  Desk desk() {
    return desk;
  }

  Batch batch() {
    return batch;
  }

  LiveCounts counts() {
    return counts;
  }

  AddFiles addFiles() {
    return addFiles;
  }

  TrackSelection selection() {
    return selection;
  }

  Connection connection() {
    return Connections.of(parts);
  }

  /** Gives back what runs, within 25 s. */
  @Override
  public void close() throws PartsException {
    counts.close();
    batch.close();
    parts.close();
  }
}
