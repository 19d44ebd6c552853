package org.audioprocessor.intake;

import java.util.List;
import org.audioprocessor.queue.Upload;

/**
 * An upload that waits in the queue now.
 *
 * @param bytes of the raw file
 * @param announcements sentences about what its adder should know: another generation, a replaced
 *     raw file, content that will hardly be processed
 */
public record Added(Upload upload, long bytes, List<String> announcements) {
  public Added {
    announcements = List.copyOf(announcements);
  }
}
