package org.audioprocessor.process.publish;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.audioprocessor.hls.rules.SegmentFacts;
import org.audioprocessor.process.render.RenderedRung;
import org.audioprocessor.process.render.Renditions;

/**
 * The unpublished part of a rendered track; its segments are stored already.
 *
 * @param renditions low to high
 * @param multivariantPlaylist its text
 * @param abandoned segments that a later round replaced, such as {@code
 *     low/segment_g0001a_00000.ts}
 */
public record Delivery(
    List<Rendition> renditions, String multivariantPlaylist, List<String> abandoned) {

  public Delivery {
    renditions = List.copyOf(renditions);
    requireNonNull(multivariantPlaylist);
    abandoned = List.copyOf(abandoned);
  }

  /**
   * One rung.
   *
   * @param name of the rung
   * @param playlist its text
   * @param segments the file names of its segments, in order
   */
  public record Rendition(String name, String playlist, List<String> segments) {
    public Rendition {
      requireNonNull(name);
      requireNonNull(playlist);
      segments = List.copyOf(segments);
    }
  }

  public static Delivery of(Renditions rendered, TrackPlaylists playlists) {
    List<Rendition> renditions = new ArrayList<>();
    for (RenderedRung rung : rendered.rungs()) {
      String name = rung.job().rung().name();
      String playlist = requireNonNull(playlists.media().get(rung.job().rung())).text();
      List<String> segments = rung.segments().stream().map(SegmentFacts::name).toList();
      renditions.add(new Rendition(name, playlist, segments));
    }
    return new Delivery(renditions, playlists.multivariant().text(), rendered.abandoned());
  }
}
