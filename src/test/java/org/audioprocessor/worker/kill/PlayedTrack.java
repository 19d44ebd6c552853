package org.audioprocessor.worker.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.SegmentNames;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.readback.FoundRendition;
import org.audioprocessor.process.readback.PublishedDecoder;
import org.audioprocessor.process.readback.ReadBack;
import org.audioprocessor.process.verify.Findings;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.keys.TrackKeys;

/**
 * A published track as players receive it.
 *
 * @param tries the generations and tries that the segments' names tell
 */
record PlayedTrack(List<FoundRendition> renditions, Set<SegmentNames> tries, int segments) {
  private static final double SAME_LU = 0.01;

  /** Reads everything by its fixed names; fails if anything is wrong with it. */
  static PlayedTrack in(ObjectStore store, TrackKeys keys) throws IOException, ProcessingException {
    Findings findings =
        new ReadBack(store, keys, PublishedDecoder.inProcess(), new CancelToken())
            .read(Files.createTempDirectory("read-back"));
    assertThat(findings.problems()).isEmpty();
    Set<SegmentNames> tries = new HashSet<>();
    int segments = 0;
    for (Rung rung : Ladder.DEFAULT.rungs()) {
      List<SegmentNames> named = namesOf(store, keys, rung);
      tries.addAll(named);
      segments += named.size();
    }
    return new PlayedTrack(findings.renditions(), tries, segments);
  }

  /** Whatever stands under the fixed names at this moment is whole. */
  static void requireWholePlaylists(ObjectStore store, TrackKeys keys) throws StorageException {
    boolean multivariant = store.exists(keys.multivariantPlaylist());
    for (Rung rung : Ladder.DEFAULT.rungs()) {
      boolean there = store.exists(keys.playlist(rung.name()));
      assertThat(there || !multivariant).as("%s is named and missing", rung.name()).isTrue();
      if (there) {
        assertThat(Set.copyOf(namesOf(store, keys, rung))).as(rung.name()).hasSize(1);
      }
    }
  }

  /** Of each segment in the playlist, which all have to exist. */
  private static List<SegmentNames> namesOf(ObjectStore store, TrackKeys keys, Rung rung)
      throws StorageException {
    List<String> uris =
        playlist(store, keys.playlist(rung.name())).entries().stream()
            .map(MediaPlaylist.Entry::uri)
            .toList();
    for (String uri : uris) {
      assertThat(store.exists(keys.segment(rung.name(), uri))).as(uri).isTrue();
    }
    return uris.stream().map(uri -> SegmentNames.parse(uri).orElseThrow().names()).toList();
  }

  private static MediaPlaylist playlist(ObjectStore store, String key) {
    try (InputStream in = store.get(key)) {
      return MediaPlaylist.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | PlaylistException e) {
      throw new AssertionError(key, e);
    }
  }

  /** The same sound, whichever generation it is. */
  void requireSameSound(PlayedTrack other) {
    assertThat(renditions).hasSameSizeAs(other.renditions);
    for (int i = 0; i < renditions.size(); i++) {
      FoundRendition ours = renditions.get(i);
      FoundRendition theirs = other.renditions.get(i);
      assertThat(ours.name()).isEqualTo(theirs.name());
      assertThat(ours.seconds()).as(ours.name()).isEqualTo(theirs.seconds());
      assertThat(ours.measured().integratedLufs().orElseThrow())
          .as(ours.name())
          .isCloseTo(theirs.measured().integratedLufs().orElseThrow(), within(SAME_LU));
    }
  }
}
