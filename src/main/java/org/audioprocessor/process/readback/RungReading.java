package org.audioprocessor.process.readback;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.MultivariantPlaylist;
import org.audioprocessor.hls.PlaylistException;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.rules.TrackFactsBuilder;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.publish.RawFiles;
import org.audioprocessor.process.render.PacketChain;
import org.audioprocessor.process.verify.RuleCheck;
import org.audioprocessor.text.PlainText;

/** Reads one published rung segment by segment, as a player does, and measures it. */
final class RungReading {
  /** Six hours in segments of two seconds are 10,800. */
  private static final int MOST_SEGMENTS = 20_000;

  /** Thirty seconds at 320 kb/s are 1.2 MB. */
  private static final long MOST_SEGMENT_BYTES = 8 << 20;

  /** Segments must be beside their playlist; other addresses are refused. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

  /** Twice the size of six hours at 320 kb/s. */
  private static final long MOST_RUNG_BYTES = 2L << 30;

  /** The sentences of these failures ask for another upload, which does not help here. */
  static final String STOPPED =
      "the decoder crashed on it or took more than any track should, and was stopped.";

  private final TrackObjects objects;
  private final TrackFactsBuilder facts;
  private final PublishedDecoder decoder;
  private final CancelToken cancel;
  private final Path work;

  /** The measurements of a rung and its packets. */
  record Heard(FoundRendition rendition, PacketChain packets) {}

  /**
   * @param work a folder for the segments of one rung at a time
   */
  RungReading(
      TrackObjects objects,
      TrackFactsBuilder facts,
      PublishedDecoder decoder,
      CancelToken cancel,
      Path work) {
    this.objects = objects;
    this.facts = facts;
    this.decoder = decoder;
    this.cancel = cancel;
    this.work = work;
  }

  /**
   * Empty if there is no sound.
   *
   * @param leadFrames decoded frames before the music
   * @param musicFrames frames of music, at most
   */
  Optional<Heard> of(Rung rung, long leadFrames, long musicFrames) throws ProcessingException {
    List<String> uris = uris(rung);
    Path file = work.resolve(rung.name() + ".segments");
    try {
      PublishedRung published =
          new PublishedRung(rung, leadFrames, musicFrames, download(rung, uris, file));
      return published.segments().isEmpty() ? Optional.empty() : listen(published, file);
    } finally {
      remove(file);
    }
  }

  private Optional<Heard> listen(PublishedRung published, Path file) throws ProcessingException {
    try {
      return Optional.of(heard(published, decoder.listen(published, file, cancel, Progress.NONE)));
    } catch (ProcessingException e) {
      if (e.kind() != FailureKind.DECODER_CRASHED && e.kind() != FailureKind.OVER_LIMIT) {
        throw e;
      }
      objects.fault(
          "“%s” cannot be decoded: %s Process the track again."
              .formatted(published.rung().name(), STOPPED));
      return Optional.empty();
    }
  }

  private List<PublishedRung.PublishedSegment> download(Rung rung, List<String> uris, Path file)
      throws ProcessingException {
    List<PublishedRung.PublishedSegment> segments = new ArrayList<>();
    long total = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (String uri : uris) {
        cancel.check();
        Optional<byte[]> bytes = segment(rung, uri);
        total += bytes.map(read -> read.length).orElse(0);
        if (total > MOST_RUNG_BYTES) {
          objects.fault("The segments of " + rung.name() + " are larger than any track's.");
          return List.of();
        }
        if (bytes.isPresent()) {
          out.write(bytes.get());
          segments.add(new PublishedRung.PublishedSegment(uri, bytes.get().length));
        }
      }
    } catch (IOException e) {
      throw RawFiles.unusable(work, e);
    }
    return segments;
  }

  private Optional<byte[]> segment(Rung rung, String uri) throws ProcessingException {
    if (PLAIN_NAME.matcher(uri).matches()) {
      return objects.bytes(rung.name() + "/" + uri, MOST_SEGMENT_BYTES);
    }
    objects.fault(
        "The playlist of %s names “%s”, which is not beside it."
            .formatted(rung.name(), PlainText.replaced(uri, 80)));
    return Optional.empty();
  }

  private void remove(Path file) throws ProcessingException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw RawFiles.unusable(work, e);
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
      return List.of(); // rule 9 reports it
    }
  }

  private Heard heard(PublishedRung published, RungSound sound) {
    Rung rung = published.rung();
    sound.segments().forEach(segment -> facts.segment(rung, segment));
    facts.decoded(
        rung, RuleCheck.decoded(sound.decodedFrames(), sound.decodeErrors(), sound.measured()));
    long music =
        Math.clamp(sound.decodedFrames() - published.leadFrames(), 0, published.musicFrames());
    double seconds = music / (double) rung.sampleRate();
    return new Heard(new FoundRendition(rung.name(), sound.measured(), seconds), sound.packets());
  }
}
