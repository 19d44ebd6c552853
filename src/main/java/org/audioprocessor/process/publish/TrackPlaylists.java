package org.audioprocessor.process.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.audioprocessor.hls.Bandwidth;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.MultivariantPlaylist;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.rules.SegmentFacts;
import org.audioprocessor.process.render.RenderedRung;
import org.audioprocessor.process.render.Renditions;
import org.audioprocessor.process.render.RungJob;

/**
 * The playlists of a rendered track.
 *
 * @param media the playlist of each rung, low to high
 */
public record TrackPlaylists(Map<Rung, MediaPlaylist> media, MultivariantPlaylist multivariant) {

  public static TrackPlaylists of(Renditions renditions) {
    Map<Rung, MediaPlaylist> media = new LinkedHashMap<>();
    List<MultivariantPlaylist.Variant> variants = new ArrayList<>();
    for (RenderedRung rung : renditions.rungs()) {
      RungJob job = rung.job();
      MediaPlaylist playlist = MediaPlaylist.of(job.timeline(), job.rung(), job.names());
      media.put(job.rung(), playlist);
      String codec = rung.segments().getFirst().audio().formats().getFirst().codec();
      variants.add(MultivariantPlaylist.variant(job.rung(), bandwidth(rung, playlist), codec));
    }
    return new TrackPlaylists(media, MultivariantPlaylist.of(variants));
  }

  private static Bandwidth bandwidth(RenderedRung rung, MediaPlaylist playlist) {
    List<Bandwidth.Sent> sent = new ArrayList<>();
    List<SegmentFacts> segments = rung.segments();
    for (int i = 0; i < segments.size(); i++) {
      sent.add(
          new Bandwidth.Sent(segments.get(i).sizeBytes(), playlist.entries().get(i).seconds()));
    }
    return Bandwidth.measure(sent, playlist.targetDuration());
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
