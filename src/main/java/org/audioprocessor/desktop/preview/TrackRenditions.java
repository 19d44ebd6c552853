package org.audioprocessor.desktop.preview;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.audioprocessor.desktop.controls.Formats.RenditionWords;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.preview.Rendition;

/**
 * What of a track can be listened to, each by the number of its key.
 *
 * @param ladder the track's own
 */
record TrackRenditions(Ladder ladder) {
  /** The renditions of the tracks that this version of the program publishes. */
  static final TrackRenditions USUAL = new TrackRenditions(Ladder.DEFAULT);

  private static final int KEYS = 9;

  /**
   * Raw, M4A, the program's rungs, then the track's others: a rung has the same key in every track.
   * The program's rungs with words of their own come first, so that new ones do not move them.
   */
  private List<Rendition> numbered() {
    Set<Rendition> all = new LinkedHashSet<>(List.of(Rendition.RAW, Rendition.M4A));
    Stream<Rung> own =
        Ladder.DEFAULT.rungs().stream()
            .sorted(Comparator.comparing(rung -> !RenditionWords.has(rung.name())));
    Stream.concat(own, ladder.rungs().stream()).map(Rendition::of).forEach(all::add);
    return List.copyOf(all);
  }

  /** Returns the renditions of the track in the order of their keys. */
  List<Rendition> all() {
    return numbered().stream().filter(this::has).toList();
  }

  boolean has(Rendition rendition) {
    return rendition.kind() != Rendition.Kind.RUNG || ladder.rung(rendition.name()).isPresent();
  }

  /** The one with that key, from 1; empty where the track has none. */
  Optional<Rendition> at(int key) {
    List<Rendition> all = numbered();
    return key <= all.size() ? Optional.of(all.get(key - 1)).filter(this::has) : Optional.empty();
  }

  /** Returns the key of a rendition, from 1; empty after the ninth. */
  Optional<Integer> key(Rendition rendition) {
    int key = numbered().indexOf(rendition) + 1;
    return key >= 1 && key <= KEYS ? Optional.of(key) : Optional.empty();
  }

  /** The highest rung. */
  Rendition best() {
    return Rendition.of(ladder.rungs().getLast());
  }

  /** The same rendition, or the best where the track has none of that name. */
  Rendition orBest(Rendition wanted) {
    return has(wanted) ? wanted : best();
  }

  String word(Rendition rendition) {
    return RenditionWords.of(rendition.name(), ladder);
  }

  String inFull(Rendition rendition) {
    return RenditionWords.inFull(rendition.name(), ladder);
  }
}
