package org.audioprocessor.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.TrackKeys;
import org.jspecify.annotations.Nullable;

/**
 * What a player needs to know of a track.
 *
 * @param store stays open as long as a player has the track
 * @param ladder the rungs that were published
 * @param sound decodes what was published
 * @param raw null where the raw file cannot be had
 * @param musicSeconds the exact length, where a certificate states it; playlists only know it to a
 *     packet
 */
public record PreviewTrack(
    ObjectStore store,
    TrackKeys keys,
    Ladder ladder,
    PublishedSound sound,
    @Nullable RawDecoder raw,
    OptionalDouble musicSeconds) {

  /** A track of the usual ladder, without its raw file. */
  public static PreviewTrack of(ObjectStore store, TrackKeys keys, PublishedSound sound) {
    return new PreviewTrack(store, keys, Ladder.DEFAULT, sound, null, OptionalDouble.empty());
  }

  public PreviewTrack withRaw(RawDecoder decoder) {
    return new PreviewTrack(store, keys, ladder, sound, decoder, musicSeconds);
  }

  public PreviewTrack withMusicSeconds(double seconds) {
    return new PreviewTrack(store, keys, ladder, sound, raw, OptionalDouble.of(seconds));
  }

  /** Raw, M4A, then the rungs from low to high: the order of the keys 1 to 5. */
  public List<Rendition> renditions() {
    List<Rendition> all = new ArrayList<>();
    if (raw != null) {
      all.add(Rendition.RAW);
    }
    all.add(Rendition.M4A);
    ladder.rungs().forEach(rung -> all.add(Rendition.of(rung)));
    return List.copyOf(all);
  }
}
