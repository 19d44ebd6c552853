package org.audioprocessor.desktop.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.audioprocessor.desktop.work.AddFiles;
import org.audioprocessor.desktop.work.Batch;
import org.audioprocessor.desktop.work.FilePicker;
import org.audioprocessor.desktop.work.LiveCounts;
import org.audioprocessor.desktop.work.Notices;
import org.audioprocessor.desktop.work.Questions;
import org.audioprocessor.desktop.work.TrackSelection;
import org.audioprocessor.queue.UploadQueue;

/** What the queue's screen works with. */
public record QueueServices(
    UploadQueue queue,
    Work work,
    People people,
    Downloads downloads,
    Demo demo,
    Executor background,
    Executor ui) {

  /** What is shared with other screens. */
  public record Work(Batch batch, LiveCounts counts, AddFiles addFiles, TrackSelection selection) {}

  /** How a person is asked and told. */
  public record People(Questions questions, FilePicker files, Notices notices) {}

  /** Writes a published rendition into a file. */
  @FunctionalInterface
  public interface Downloads {
    /**
     * Waits for the bucket.
     *
     * @param rendition {@code m4a}, or a rung
     * @throws IOException with a sentence for people
     */
    void download(String fileName, String rendition, Path target)
        throws IOException;
  }

  /** Makes tracks to try the program with. */
  @FunctionalInterface
  public interface Demo {
    /** Writes them. */
    List<Path> make() throws IOException;
  }
}
