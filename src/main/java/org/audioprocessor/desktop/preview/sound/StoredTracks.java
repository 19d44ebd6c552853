package org.audioprocessor.desktop.preview.sound;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.audioprocessor.desktop.preview.sound.FoundTrack.TrackFinder;
import org.audioprocessor.desktop.work.TrackSelection.Selected;
import org.audioprocessor.preview.PcmSource;
import org.audioprocessor.preview.PreviewTrack;
import org.audioprocessor.preview.PreviewTrack.PublishedSound;
import org.audioprocessor.preview.Rendition;
import org.audioprocessor.process.readback.PublishedLadder;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.audioprocessor.storage.keys.TrackKeys;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds tracks in the store, with the figures of their {@code metadata.json}. */
public final class StoredTracks implements TrackFinder {
  private static final int MOST_METADATA_BYTES = 4 << 20;

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final PublishedSound sound;
  private final Raw raw;

  /** Creates the decoder of an upload's raw file. */
  @FunctionalInterface
  public interface Raw {
    /** Reads nothing before the decoder is opened. */
    PcmSource of(Selected upload);
  }

  public StoredTracks(ObjectStore store, ObjectKeys keys, PublishedSound sound, Raw raw) {
    this.store = store;
    this.keys = keys;
    this.sound = sound;
    this.raw = raw;
  }

  @Override
  public FoundTrack find(Selected upload) throws IOException {
    TrackKeys track = keys.track(keys.trackId(upload.fileName()));
    PreviewTrack found = PreviewTrack.of(store, track, sound).withRaw(raw.of(upload));
    if (!store.exists(track.multivariantPlaylist())) {
      return new FoundTrack(upload, found, false, Map.of());
    }
    JsonNode metadata = metadata(track);
    OptionalDouble seconds = number(metadata.path("source").path("duration_seconds"));
    PreviewTrack heard = found.withLadder(PublishedLadder.of(store, track, metadata));
    PreviewTrack known =
        seconds.isPresent() ? heard.withMusicSeconds(seconds.getAsDouble()) : heard;
    return new FoundTrack(upload, known, true, integratedLufs(heard, metadata));
  }

  /** Returns an empty document if another program published the track. */
  private JsonNode metadata(TrackKeys track) throws IOException {
    if (!store.exists(track.metadata())) {
      return JsonMapper.shared().createObjectNode();
    }
    try (InputStream in = store.get(track.metadata())) {
      return JsonMapper.shared().readTree(in.readNBytes(MOST_METADATA_BYTES));
    } catch (JacksonException e) {
      throw new IOException(
          "“" + track.metadata() + "” cannot be read. Process the track again.", e);
    }
  }

  private static Map<Rendition, OptionalDouble> integratedLufs(
      PreviewTrack track, JsonNode metadata) {
    Map<Rendition, OptionalDouble> all = new HashMap<>();
    for (Rendition rendition : track.renditions()) {
      JsonNode figures =
          rendition.equals(Rendition.RAW)
              ? metadata.path("source").path("measurement")
              : metadata.path("renditions").path(rendition.name());
      all.put(rendition, number(figures.path("integrated_lufs")));
    }
    return all;
  }

  private static OptionalDouble number(JsonNode node) {
    return node.isNumber() ? OptionalDouble.of(node.doubleValue()) : OptionalDouble.empty();
  }
}
