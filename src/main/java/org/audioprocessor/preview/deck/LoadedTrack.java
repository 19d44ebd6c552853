package org.audioprocessor.preview.deck;

import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import org.audioprocessor.preview.PlaybackException;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.preview.source.TrackSources;
import org.jspecify.annotations.Nullable;

/** A track and its open sources, which are opened by the first {@link #cue}. For one thread. */
final class LoadedTrack implements AutoCloseable {
  private final PreviewTrack track;
  private final Path workFolder;
  private final int lineRate;
  private @Nullable TrackSources sources;
  private @Nullable Deck deck;

  LoadedTrack(PreviewTrack track, Path workFolder, int lineRate) {
    this.track = track;
    this.workFolder = workFolder;
    this.lineRate = lineRate;
  }

  /** Null until the first {@link #cue} succeeded. */
  @Nullable Deck deck() {
    return deck;
  }

  /** Starts at a frame; after a failure the deck is unchanged. */
  void cue(Rendition rendition, long frame, ToDoubleFunction<Rendition> gains)
      throws PlaybackException {
    Deck open = deck;
    if (open != null) {
      open.cue(rendition, frame);
      return;
    }
    TrackSources from = sources;
    if (from == null) {
      from = TrackSources.open(track, workFolder);
      sources = from;
    }
    deck = new Deck(from, lineRate, gains, rendition, frame);
  }

  @Override
  public void close() {
    Deck was = deck;
    TrackSources left = sources;
    deck = null;
    sources = null;
    if (was != null) {
      was.close();
    }
    if (left != null) {
      left.close();
    }
  }
}
