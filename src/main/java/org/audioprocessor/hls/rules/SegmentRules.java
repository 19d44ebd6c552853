package org.audioprocessor.hls.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.audioprocessor.hls.rules.TrackReading.RungReading;
import org.audioprocessor.hls.ts.AudioFormat;
import org.audioprocessor.hls.ts.TsContinuity;
import org.audioprocessor.hls.ts.TsFault;

/** Rules 18 to 24, for segments and decoded audio; each returns the violations as sentences. */
final class SegmentRules {
  /** A rule that is checked for each segment. */
  private interface Check {
    List<String> faults(RungReading rung, SegmentFacts segment) throws UnknownFact;
  }

  private SegmentRules() {}

  static List<String> tables(TrackReading track) throws UnknownFact {
    return each(
        track,
        (rung, segment) -> {
          TransportFacts transport = segment.transport();
          List<String> faults =
              new ArrayList<>(transport.sentences(TsFault.Kind.TABLES, TsFault.Kind.PACKETS));
          if (!transport.tablesFirst()) {
            faults.add("It does not begin with its tables.");
          } else if (transport.streams().programmes() != 1) {
            faults.add("It has " + transport.streams().programmes() + " programmes.");
          }
          return faults;
        });
  }

  static List<String> runsOn(TrackReading track) throws UnknownFact {
    for (RungReading rung : track.all()) {
      rung.complete();
    }
    List<String> faults = new ArrayList<>();
    for (RungReading rung : track.all()) {
      TsContinuity continuity = new TsContinuity();
      for (SegmentFacts segment : rung.complete()) {
        String path = rung.path(segment.name());
        segment
            .transport()
            .sentences(TsFault.Kind.CONTINUITY, TsFault.Kind.TIMING)
            .forEach(sentence -> faults.add(path + ": " + sentence));
        continuity
            .accept(segment.transport(), segment.audio())
            .forEach(sentence -> faults.add(path + ": " + sentence));
      }
    }
    return faults;
  }

  static List<String> oneAudioStream(TrackReading track) throws UnknownFact {
    return each(
        track,
        (rung, segment) -> {
          TransportFacts.Streams streams = segment.transport().streams();
          return streams.audioStreams() == 1 && streams.otherStreams() == 0
              ? List.of()
              : List.of(
                  String.format(
                      Locale.ROOT,
                      "It has %d audio streams and %d others.",
                      streams.audioStreams(),
                      streams.otherStreams()));
        });
  }

  static List<String> wholeFrames(TrackReading track) throws UnknownFact {
    return each(
        track,
        (rung, segment) -> {
          AudioFacts audio = segment.audio();
          List<String> faults = new ArrayList<>(segment.transport().sentences(TsFault.Kind.FRAMES));
          if (!audio.startsOnFrame()) {
            faults.add("It does not start on a frame.");
          }
          List<AudioFormat> first = rung.segments().values().iterator().next().audio().formats();
          if (audio.formats().size() > 1 || !audio.formats().equals(first)) {
            faults.add("Its rate or channels change: " + audio.formats() + ".");
          } else if (audio.formats().stream()
              .anyMatch(format -> format.sampleRate() != rung.rung().sampleRate())) {
            faults.add("It has another sample rate than its rung.");
          }
          return faults;
        });
  }

  static List<String> decodesAlone(TrackReading track) throws UnknownFact {
    return each(
        track,
        (rung, segment) -> {
          SegmentFacts.Decoding decoding =
              segment
                  .decoding()
                  .orElseThrow(() -> new UnknownFact("Not every segment was decoded."));
          boolean whole = decoding.errors() == 0 && decoding.frames() == segment.audio().frames();
          return whole && decoding.frames() > 0
              ? List.of()
              : List.of(
                  String.format(
                      Locale.ROOT,
                      "Of %d frames %d were decoded, %d with errors.",
                      segment.audio().frames(),
                      decoding.frames(),
                      decoding.errors()));
        });
  }

  static List<String> wholeDuration(TrackReading track) throws UnknownFact {
    double source =
        track
            .facts()
            .intent()
            .sourceSeconds()
            .orElseThrow(() -> new UnknownFact("The source's duration is unknown."));
    List<String> faults = new ArrayList<>();
    for (RungReading rung : track.all()) {
      RenditionFacts.Decoded decoded = rung.decoded();
      double sample = 1.0 / rung.rung().sampleRate();
      double music = decoded.samples() * sample - track.ladder().slowestFrameSeconds();
      double over = music - source;
      if (decoded.errors() > 0) {
        faults.add(rung.rung().name() + ": " + decoded.errors() + " frames could not be decoded.");
      }
      // half a sample is the rounding of a duration given in seconds
      if (over < -sample / 2 || over > rung.rung().frameSeconds() + sample / 2) {
        faults.add(
            String.format(
                Locale.ROOT,
                "%s plays for %.3f s, the source for %.3f s.",
                rung.rung().name(),
                music,
                source));
      }
    }
    return faults;
  }

  static List<String> measured(TrackReading track) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    for (RungReading rung : track.all()) {
      if (rung.decoded().measured().isEmpty()) {
        faults.add(rung.rung().name() + " was not measured.");
      }
    }
    return faults;
  }

  private static List<String> each(TrackReading track, Check check) throws UnknownFact {
    List<String> faults = new ArrayList<>();
    int looked = 0;
    for (RungReading rung : track.all()) {
      for (SegmentFacts segment : rung.segments().values()) {
        looked++;
        for (String sentence : check.faults(rung, segment)) {
          faults.add(rung.path(segment.name()) + ": " + sentence);
        }
      }
    }
    if (looked == 0) {
      throw new UnknownFact("No segment could be read.");
    }
    return faults;
  }
}
