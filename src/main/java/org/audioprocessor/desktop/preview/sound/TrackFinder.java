package org.audioprocessor.desktop.preview.sound;

import java.io.IOException;
import org.audioprocessor.desktop.work.TrackSelection.Selected;

/** Looks for what there is of an upload. */
@FunctionalInterface
public interface TrackFinder {
  /**
   * Waits for the store.
   *
   * @throws IOException with a sentence for people
   */
  FoundTrack find(Selected upload) throws IOException;
}
