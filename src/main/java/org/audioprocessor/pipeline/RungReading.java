package org.audioprocessor.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.MultivariantPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.TrackFactsBuilder;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.media.MediaException;
import org.jspecify.annotations.Nullable;

/** Reads one published rung as a player does, segment by segment, and listens to it. */
final class RungReading {
  /** Six hours in segments of two seconds are 10,800. */
  private static final int MOST_SEGMENTS = 20_000;

  /** Thirty seconds at 320 kb/s are 1.2 MB. */
  private static final long MOST_SEGMENT_BYTES = 8 << 20;

  /** Segments lie beside their playlist; any other address would lead a reader elsewhere. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

  private final TrackObjects objects;
  private final TrackFactsBuilder facts;
  private final CancelToken cancel;

  /** What was heard of a rung, and the packets that carried it. */
  record Heard(FoundRendition rendition, PacketChain packets) {}

  RungReading(TrackObjects objects, TrackFactsBuilder facts, CancelToken cancel) {
    this.objects = objects;
    this.facts = facts;
    this.cancel = cancel;
  }

  /**
   * Empty where there is nothing to hear.
   *
   * @param leadFrames decoded frames before the music
   * @param musicFrames frames of music, at most
   */
  Optional<Heard> of(Rung rung, long leadFrames, long musicFrames) throws ProcessingException {
    List<String> uris = uris(rung);
    try (RenditionCheck check = new RenditionCheck(rung, leadFrames, musicFrames)) {
      for (String uri : uris) {
        cancel.check();
        if (PLAIN_NAME.matcher(uri).matches()) {
          Optional<byte[]> bytes = objects.bytes(rung.name() + "/" + uri, MOST_SEGMENT_BYTES);
          if (bytes.isPresent()) {
            check.accept(uri, bytes.get());
          }
        } else {
          objects.fault(
              "The playlist of %s names “%s”, which is not beside it."
                  .formatted(rung.name(), shown(uri)));
        }
      }
      return Optional.ofNullable(heard(rung, check, leadFrames, musicFrames));
    } catch (MediaException e) {
      throw ProcessingException.of(e);
    }
  }

  private List<String> uris(Rung rung) throws ProcessingException {
    Optional<String> text = objects.text(MultivariantPlaylist.mediaPlaylistUri(rung));
    if (text.isEmpty()) {
      return List.of();
    }
    facts.mediaPlaylist(rung, text.get());
    try {
      List<String> uris =
          MediaPlaylist.parse(text.get()).entries().stream().map(MediaPlaylist.Entry::uri).toList();
      if (uris.size() > MOST_SEGMENTS) {
        objects.fault("The playlist of " + rung.name() + " names too many segments to read.");
        return List.of();
      }
      return uris;
    } catch (PlaylistException e) {
      return List.of(); // rule 9 says what is wrong with it
    }
  }

  private @Nullable Heard heard(
      Rung rung, RenditionCheck check, long leadFrames, long musicFrames) {
    if (check.segments().isEmpty()) {
      return null;
    }
    check.segments().forEach(segment -> facts.segment(rung, segment));
    LoudnessSnapshot measured = check.measured();
    facts.decoded(rung, RuleCheck.decoded(check.decodedFrames(), check.decodeErrors(), measured));
    long music = Math.clamp(check.decodedFrames() - leadFrames, 0, musicFrames);
    double seconds = music / (double) rung.sampleRate();
    return new Heard(new FoundRendition(rung.name(), measured, seconds), check.packets());
  }

  private static String shown(String uri) {
    String clipped = uri.substring(0, Math.min(uri.length(), 80));
    return clipped.replaceAll("\\p{C}", "\uFFFD");
  }
}
