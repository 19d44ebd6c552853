package org.audioprocessor.process.isolation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.audioprocessor.hls.MultivariantPlaylist;
import org.audioprocessor.hls.PlaylistWords;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.SegmentNames;
import org.audioprocessor.hls.rules.HlsRule;
import org.audioprocessor.media.PlainText;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.isolation.protocol.SegmentFrame;
import org.audioprocessor.process.publish.Delivery;

/**
 * What a child may say about one track: only names that the job gives it, each once, and nothing
 * that was not sent.
 */
final class ExpectedSegments {
  /** A frame of audio more at either end, and tables. */
  private static final int ROOM_BYTES = 1 << 16;

  /** Twice the wished duration is possible, transport packets add some, and peaks of the rate. */
  private static final double ROOM_FACTOR = 4;

  private static final int MOST_WARNINGS = 100;
  private static final int LONGEST_WARNING = 1000;

  private final Job job;
  private final Map<String, Rung> rungs = new HashMap<>();
  private final Set<SegmentNames> series = new HashSet<>();
  private final Set<String> announced = new HashSet<>();
  private final Set<String> came = new HashSet<>();

  ExpectedSegments(Job job) {
    this.job = job;
    job.settings().ladder().rungs().forEach(rung -> rungs.put(rung.name(), rung));
    for (int round = 0; round < Job.MAX_ROUNDS; round++) {
      series.add(job.segmentNames(round));
    }
  }

  void announce(List<String> names) throws FrameException {
    require(!names.isEmpty(), "an announcement of nothing");
    for (String name : names) {
      requireOurs(name);
      require(announced.add(name), "a segment is announced twice");
    }
  }

  private void requireOurs(String name) throws FrameException {
    String file = name.substring(rungOf(name).name().length() + 1);
    Optional<SegmentNames.Parsed> parsed = SegmentNames.parse(file);
    require(parsed.isPresent() && series.contains(parsed.get().names()), "a name of another try");
    double most = job.settings().limits().duration().toSeconds() / job.settings().segmentSeconds();
    require(parsed.get().number() <= 2 * most + 2, "more segments than a track can have");
  }

  private Rung rungOf(String name) throws FrameException {
    int slash = name.indexOf('/');
    Rung rung = slash > 0 ? rungs.get(name.substring(0, slash)) : null;
    if (rung == null) {
      throw new FrameException("a segment of no rung");
    }
    return rung;
  }

  void accept(SegmentFrame segment) throws FrameException {
    require(announced.contains(segment.name()), "a segment that was not announced");
    require(came.add(segment.name()), "a segment came twice");
    double bytes = job.settings().segmentSeconds() * rungOf(segment.name()).bitRate() / Byte.SIZE;
    require(
        segment.bytes().length > 0 && segment.bytes().length <= ROOM_FACTOR * bytes + ROOM_BYTES,
        "a segment of " + segment.bytes().length + " bytes");
  }

  /** Everything that is to be published was sent, and everything that was sent is accounted for. */
  void check(Delivery delivery) throws FrameException {
    List<String> names = delivery.renditions().stream().map(Delivery.Rendition::name).toList();
    List<Rung> ladder = job.settings().ladder().rungs();
    require(names.equals(ladder.stream().map(Rung::name).toList()), "the rungs of another ladder");
    Set<String> left = new HashSet<>(came);
    for (Delivery.Rendition rendition : delivery.renditions()) {
      require(!rendition.segments().isEmpty(), "a rendition without segments");
      for (String segment : rendition.segments()) {
        require(left.remove(rendition.name() + "/" + segment), "a segment that never came");
      }
      require(lines(rendition.playlist()).equals(rendition.segments()), "a playlist of others");
    }
    for (String segment : delivery.abandoned()) {
      require(left.remove(segment), "an abandoned segment that never came");
    }
    require(left.isEmpty() && came.size() == announced.size(), "segments that nobody names");
    List<String> playlists = ladder.stream().map(MultivariantPlaylist::mediaPlaylistUri).toList();
    require(lines(delivery.multivariantPlaylist()).equals(playlists), "playlists of others");
  }

  /** The addresses in a playlist, which may hold only what the program writes. */
  private static List<String> lines(String playlist) throws FrameException {
    require(PlaylistWords.foreign(playlist).isEmpty(), "a playlist with a foreign line");
    return playlist.lines().filter(line -> !line.startsWith("#")).toList();
  }

  /** As many renditions as there are rungs, and the M4A; sentences that are plain and few. */
  void check(Certificate certificate) throws FrameException {
    int rungs = job.settings().ladder().rungs().size();
    require(certificate.renditions().size() == rungs + 1, "a certificate of other renditions");
    require(certificate.rules().size() <= HlsRule.values().length, "too many rules");
    require(certificate.warnings().size() <= MOST_WARNINGS, "too many warnings");
    for (String warning : certificate.warnings()) {
      require(
          warning.equals(PlainText.oneLine(warning, LONGEST_WARNING)),
          "a warning in strange words");
    }
  }

  private static void require(boolean holds, String otherwise) throws FrameException {
    if (!holds) {
      throw new FrameException(otherwise);
    }
  }
}
