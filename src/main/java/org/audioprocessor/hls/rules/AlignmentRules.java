package org.audioprocessor.hls.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.hls.rules.TrackReading.RungReading;
import org.audioprocessor.hls.ts.Pts;

/** Rules 11 to 14, over all rungs at once: what breaks them, as sentences. */
final class AlignmentRules {
  /** Timestamps are rounded to a tick. */
  private static final long TICK = 1;

  /** Tolerance for the positions of the same sound. */
  private static final double CONTENT_TOLERANCE_SECONDS = 0.0001;

  private static final double WRITTEN_PRECISION_SECONDS = 1e-6;

  private AlignmentRules() {}

  static List<String> sameEnd(TrackReading track) throws UnknownFact {
    double earliest = Double.MAX_VALUE;
    double latest = -Double.MAX_VALUE;
    for (RungReading rung : track.all()) {
      List<SegmentFacts> segments = rung.timed();
      long frames = segments.stream().mapToLong(segment -> segment.audio().frames()).sum();
      double start = seconds(segments.getFirst().audio().firstPts90k());
      double end = start + frames * rung.rung().frameSeconds();
      earliest = Math.min(earliest, end);
      latest = Math.max(latest, end);
    }
    double slowest = track.ladder().slowestFrameSeconds();
    // the ends are exact; the difference of two decimal fractions is not
    return latest - earliest < slowest - 1e-9
        ? List.of()
        : List.of(
            String.format(Locale.ROOT, "The rungs end %.1f ms apart.", 1000 * (latest - earliest)));
  }

  static List<String> sameStart(TrackReading track) throws UnknownFact {
    List<Long> starts = new ArrayList<>();
    for (RungReading rung : track.all()) {
      starts.add(rung.timed().getFirst().audio().firstPts90k());
    }
    return starts.stream().distinct().count() == 1
        ? List.of()
        : List.of("The first timestamps are " + starts + ".");
  }

  static List<String> sameContent(TrackReading track) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    boolean heard = compareHeard(track, faults);
    if (track.timeline().isPresent()) {
      comparePlanned(track, track.timeline().get(), faults);
    } else if (!heard) {
      throw new UnknownFact("The start of the music was not determined in each rung.");
    }
    return faults;
  }

  private static boolean compareHeard(TrackReading track, List<String> faults) throws UnknownFact {
    double earliest = Double.MAX_VALUE;
    double latest = -Double.MAX_VALUE;
    for (RungReading rung : track.all()) {
      OptionalDouble heard =
          rung.facts()
              .decoded()
              .map(RenditionFacts.Decoded::musicStartSeconds)
              .orElse(OptionalDouble.empty());
      if (heard.isEmpty()) {
        return false;
      }
      double start = seconds(rung.timed().getFirst().audio().firstPts90k()) + heard.getAsDouble();
      earliest = Math.min(earliest, start);
      latest = Math.max(latest, start);
    }
    if (latest - earliest > CONTENT_TOLERANCE_SECONDS) {
      faults.add(
          String.format(
              Locale.ROOT,
              "The same music lies %.2f ms apart in the rungs.",
              1000 * (latest - earliest)));
    }
    return true;
  }

  private static void comparePlanned(TrackReading track, Timeline plan, List<String> faults)
      throws UnknownFact {
    for (RungReading rung : track.all()) {
      List<SegmentFacts> segments = rung.timed();
      if (segments.size() != plan.segments()) {
        throw new UnknownFact("'" + rung.rung().name() + "' does not have the planned segments.");
      }
      for (int i = 0; i < segments.size(); i++) {
        long planned = plan.pts90k(rung.rung(), plan.firstPacket(rung.rung(), i));
        long ticks = Pts.between(planned, segments.get(i).audio().firstPts90k());
        if (Math.abs(ticks) > TICK) {
          faults.add(
              String.format(
                  Locale.ROOT,
                  "'%s' starts %.2f ms off its planned time.",
                  rung.path(segments.get(i).name()),
                  1000 * seconds(ticks)));
        }
      }
    }
  }

  static List<String> sameBoundaries(TrackReading track) throws UnknownFact {
    List<RungReading> rungs = track.all();
    List<List<SegmentFacts>> segments = new ArrayList<>();
    for (RungReading rung : rungs) {
      segments.add(rung.timed());
    }
    if (segments.stream().map(List::size).distinct().count() > 1) {
      return List.of("The rungs do not have the same number of segments.");
    }
    long allowed = onGrid(track) ? TICK : ticks(track.ladder().slowestFrameSeconds()) + TICK;
    List<String> faults = new ArrayList<>();
    for (int cut = 1; cut < segments.getFirst().size(); cut++) {
      long apart = apart(segments, cut);
      if (apart > allowed) {
        faults.add(
            String.format(Locale.ROOT, "Cut %d lies %.2f ms apart.", cut, 1000 * seconds(apart)));
      }
    }
    return faults;
  }

  /** Boundaries are compared from each rung's own start, which rule 12 checks. */
  private static long apart(List<List<SegmentFacts>> segments, int cut) {
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    for (List<SegmentFacts> rung : segments) {
      long after =
          Pts.between(rung.getFirst().audio().firstPts90k(), rung.get(cut).audio().firstPts90k());
      earliest = Math.min(earliest, after);
      latest = Math.max(latest, after);
    }
    return latest - earliest;
  }

  private static boolean onGrid(TrackReading track) throws UnknownFact {
    if (track.timeline().isPresent()) {
      return track.timeline().get().onGrid();
    }
    double grid = track.ladder().gridSeconds();
    for (RungReading rung : track.all()) {
      double first = rung.playlist().entries().getFirst().seconds();
      double multiple = Math.max(1, Math.rint(first / grid)) * grid;
      if (Math.abs(first - multiple) <= WRITTEN_PRECISION_SECONDS) {
        return true;
      }
    }
    return false;
  }

  private static double seconds(long ticks) {
    return (double) ticks / Pts.TICKS_PER_SECOND;
  }

  private static long ticks(double seconds) {
    return Math.round(seconds * Pts.TICKS_PER_SECOND);
  }
}
