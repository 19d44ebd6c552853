package org.audioprocessor.hls.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.audioprocessor.hls.Bandwidth;
import org.audioprocessor.hls.MultivariantPlaylist;
import org.audioprocessor.hls.MultivariantPlaylist.Variant;
import org.audioprocessor.hls.PlaylistWords;
import org.audioprocessor.hls.rules.TrackReading.RungReading;
import org.audioprocessor.hls.ts.AudioFormat;

/** Rules 1 to 8, for the multivariant playlist; each returns the violations as sentences. */
final class MultivariantRules {
  private static final int LOWEST_VERSION = 3;

  /** Tolerance of the stated average bit rate. */
  private static final double AVERAGE_TOLERANCE = 0.01;

  private MultivariantRules() {}

  static List<String> version(TrackReading track) throws UnknownFact {
    if (!track.multivariantFaults().isEmpty()) {
      return track.multivariantFaults();
    }
    int version = track.multivariant().version();
    return version >= LOWEST_VERSION ? List.of() : List.of("It states version " + version + ".");
  }

  static List<String> oneEntryPerRung(TrackReading track) throws UnknownFact {
    List<String> listed = track.multivariant().variants().stream().map(Variant::uri).toList();
    List<String> wanted =
        track.ladder().rungs().stream().map(MultivariantPlaylist::mediaPlaylistUri).toList();
    List<String> faults = new ArrayList<>();
    if (!listed.equals(wanted)) {
      faults.add("It lists " + listed + " instead of " + wanted + ".");
    }
    track
        .facts()
        .multivariantText()
        .flatMap(PlaylistWords::foreignTag)
        .ifPresent(tag -> faults.add("It has a tag that may lead players elsewhere: " + tag));
    track
        .facts()
        .renditions()
        .forEach((rung, facts) ->
            facts
                .playlistText()
                .flatMap(PlaylistWords::foreignTag)
                .ifPresent(tag ->
                    faults.add(
                        "The playlist of "
                            + rung.name()
                            + " has a tag that may lead players elsewhere: "
                            + tag)));
    return faults;
  }

  static List<String> codecs(TrackReading track) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    for (RungReading rung : track.all()) {
      Set<String> real =
          rung.segments().values().stream()
              .flatMap(segment -> segment.audio().formats().stream())
              .map(AudioFormat::codec)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (real.isEmpty()) {
        throw new UnknownFact("No segment of '" + rung.rung().name() + "' could be read.");
      }
      for (Variant variant : variants(track, rung)) {
        if (!variant.codecs().equals(List.copyOf(real))) {
          faults.add(rung.rung().name() + " states " + variant.codecs() + " but is " + real + ".");
        }
      }
    }
    return faults;
  }

  static List<String> peakBandwidth(TrackReading track) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    for (RungReading rung : track.all()) {
      long peak = rung.measured().peakBitsPerSecond();
      for (Variant variant : variants(track, rung)) {
        if (variant.rates().bandwidth() < peak) {
          faults.add(
              String.format(
                  Locale.ROOT,
                  "%s states %d bit/s but needs %d.",
                  rung.rung().name(),
                  variant.rates().bandwidth(),
                  peak));
        }
      }
    }
    return faults;
  }

  static List<String> averageBandwidth(TrackReading track) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    for (RungReading rung : track.all()) {
      long average = rung.measured().averageBitsPerSecond();
      for (Variant variant : variants(track, rung)) {
        long stated = variant.rates().averageBandwidth().orElse(0);
        if (Math.abs(stated - average) > AVERAGE_TOLERANCE * average) {
          faults.add(
              String.format(
                  Locale.ROOT,
                  "%s states an average of %d bit/s, measured are %d.",
                  rung.rung().name(),
                  stated,
                  average));
        }
      }
    }
    return faults;
  }

  static List<String> steadyRate(TrackReading track) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    for (RungReading rung : track.all()) {
      Bandwidth measured = rung.measured();
      if (measured.peakBitsPerSecond() >= 2 * measured.averageBitsPerSecond()) {
        faults.add(
            String.format(
                Locale.ROOT,
                "%s peaks at %d bit/s with an average of %d.",
                rung.rung().name(),
                measured.peakBitsPerSecond(),
                measured.averageBitsPerSecond()));
      }
    }
    return faults;
  }

  static List<String> audioOnly(TrackReading track) throws UnknownFact {
    return track.multivariant().variants().stream()
        .filter(Variant::visual)
        .map(variant -> "'" + variant.uri() + "' states a picture's size or rate.")
        .toList();
  }

  static List<String> independentSegments(TrackReading track) throws UnknownFact {
    return track.multivariant().independentSegments()
        ? List.of()
        : List.of("The multivariant playlist does not state it.");
  }

  private static List<Variant> variants(TrackReading track, RungReading rung) throws UnknownFact {
    String uri = MultivariantPlaylist.mediaPlaylistUri(rung.rung());
    List<Variant> variants =
        track.multivariant().variants().stream()
            .filter(variant -> variant.uri().equals(uri))
            .toList();
    if (variants.isEmpty()) {
      throw new UnknownFact("The multivariant playlist does not list '" + uri + "'.");
    }
    return variants;
  }
}
