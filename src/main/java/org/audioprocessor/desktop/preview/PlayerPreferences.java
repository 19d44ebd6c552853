package org.audioprocessor.desktop.preview;

import org.audioprocessor.app.DesktopState;
import org.audioprocessor.preview.Rendition;

/**
 * Rendition and volume, saved for the next start. Loudness matching is not saved: it would apply
 * unnoticed.
 */
record PlayerPreferences(DesktopState state) {
  private static final String RENDITION = "preview.rendition";
  private static final String VOLUME = "preview.volume";

  /** Returns the saved rendition, which only some tracks may have; the best one by default. */
  Rendition rendition() {
    String kept = state.get(RENDITION);
    if (kept == null) {
      return TrackRenditions.USUAL.best();
    }
    return TrackRenditions.USUAL.all().stream()
        .filter(one -> one.name().equals(kept))
        .findFirst()
        .orElseGet(() -> Rendition.rung(kept));
  }

  void keep(Rendition rendition) {
    state.put(RENDITION, rendition.name());
  }

  /** Returns the volume, from 0 to 1. */
  double volume() {
    return Math.clamp(state.number(VOLUME, 1), 0, 1);
  }

  void keepVolume(double share) {
    state.put(VOLUME, String.valueOf(share));
  }
}
