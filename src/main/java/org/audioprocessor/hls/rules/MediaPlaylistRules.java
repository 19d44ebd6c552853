package org.audioprocessor.hls.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.rules.TrackReading.RungReading;
import org.audioprocessor.hls.ts.Pts;

/** Rules 9, 10, 15 and 16, for media playlists; each returns the violations as sentences. */
final class MediaPlaylistRules {
  private static final double MOST_OVER_TARGET_SECONDS = 0.5;

  private MediaPlaylistRules() {}

  static List<String> targetDuration(TrackReading track) {
    List<String> faults = new ArrayList<>(track.mediaFaults());
    long targets =
        track.readable().stream().map(rung -> rung.playlist().targetDuration()).distinct().count();
    if (targets > 1) {
      faults.add("The rungs state different target durations.");
    }
    for (RungReading rung : track.readable()) {
      int target = rung.playlist().targetDuration();
      for (MediaPlaylist.Entry entry : rung.playlist().entries()) {
        boolean over = entry.seconds() > target + MOST_OVER_TARGET_SECONDS;
        if (over || MediaPlaylist.rounded(entry.seconds()) > target) {
          faults.add(
              String.format(
                  Locale.ROOT,
                  "'%s' lasts %.6f s, the target is %d s.",
                  rung.path(entry.uri()),
                  entry.seconds(),
                  target));
        }
      }
    }
    return faults;
  }

  static List<String> complete(TrackReading track) throws UnknownFact {
    return track.all().stream()
        .filter(rung -> !rung.playlist().kind().vod() || !rung.playlist().kind().ended())
        .map(rung -> rung.rung().name() + " is not marked as VOD and ended.")
        .toList();
  }

  static List<String> noDiscontinuity(TrackReading track) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    for (RungReading rung : track.all()) {
      if (rung.playlist().entries().stream().anyMatch(MediaPlaylist.Entry::discontinuity)) {
        faults.add("The playlist of " + rung.rung().name() + " announces a discontinuity.");
      }
      rung.segments().values().stream()
          .filter(segment -> segment.transport().discontinuities() > 0)
          .forEach(segment ->
              faults.add("'" + rung.path(segment.name()) + "' announces a discontinuity."));
    }
    return faults;
  }

  static List<String> exactDurations(TrackReading track) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    for (RungReading rung : track.all()) {
      List<SegmentFacts> segments = rung.timed();
      long start = segments.getFirst().audio().firstPts90k();
      double listed = 0;
      for (int i = 0; i < segments.size(); i++) {
        listed += rung.playlist().entries().get(i).seconds();
        AudioFacts audio = segments.get(i).audio();
        double played =
            (double) Pts.between(start, audio.lastPts90k()) / Pts.TICKS_PER_SECOND
                + rung.rung().frameSeconds();
        if (Math.abs(listed - played) >= rung.rung().frameSeconds()) {
          faults.add(
              String.format(
                  Locale.ROOT,
                  "After '%s' the playlist is %.1f ms off the timestamps.",
                  rung.path(segments.get(i).name()),
                  1000 * (listed - played)));
        }
      }
    }
    return faults;
  }
}
