package org.audioprocessor.desktop.preview.sound;

import java.io.IOException;
import org.audioprocessor.desktop.work.TrackSelection.Selected;

/** Finds the renditions of an upload. */
@FunctionalInterface
public interface TrackFinder {
  /**
   * Waits for the store.
   *
   * @throws IOException with a sentence for the user
   */
  FoundTrack find(Selected upload) throws IOException;
}
