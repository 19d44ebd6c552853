package org.audioprocessor.desktop.preview;

import org.audioprocessor.desktop.work.DesktopState;
import org.audioprocessor.preview.Rendition;

/** Rendition and volume, kept until the next start. Matched loudness is not: it would go unseen. */
record PlayerPreferences(DesktopState state) {
  private static final String RENDITION = "preview.rendition";
  private static final String VOLUME = "preview.volume";

  /** The best one at first. */
  Rendition rendition() {
    String kept = state.get(RENDITION);
    return PreviewViewModel.RENDITIONS.stream()
        .filter(one -> one.name().equals(kept))
        .findFirst()
        .orElse(PreviewViewModel.RENDITIONS.getLast());
  }

  void keep(Rendition rendition) {
    state.put(RENDITION, rendition.name());
  }

  /** From 0 to 1. */
  double volume() {
    return Math.clamp(state.number(VOLUME, 1), 0, 1);
  }

  void keepVolume(double share) {
    state.put(VOLUME, String.valueOf(share));
  }
}
