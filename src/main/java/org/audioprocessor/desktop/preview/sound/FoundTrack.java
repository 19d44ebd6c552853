package org.audioprocessor.desktop.preview.sound;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;

/**
 * A track that can be played.
 *
 * @param published whether there is more than the raw file
 * @param integratedLufs as stated in its certificate; empty without one
 */
public record FoundTrack(
    Selected upload,
    PreviewTrack track,
    boolean published,
    Map<Rendition, OptionalDouble> integratedLufs) {
  public FoundTrack {
    integratedLufs = Map.copyOf(integratedLufs);
  }

  public String fileName() {
    return upload.fileName();
  }

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
}
