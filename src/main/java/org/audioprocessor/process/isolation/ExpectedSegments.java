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
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.isolation.protocol.Frame;
import org.audioprocessor.process.isolation.protocol.FrameException;
import org.audioprocessor.process.publish.Delivery;
import org.audioprocessor.text.PlainText;

/**
 * Validates the segments, the delivery and the certificate that a child sends for one job. Each
 * segment must have a name of the job, be announced once and be sent once.
 */
final class ExpectedSegments {
  /** Room for one more audio frame at either end, and for the stream's tables. */
  private static final int ROOM_BYTES = 1 << 16;

  /** Segments may last twice the requested duration; transport packets and rate peaks add bytes. */
  private static final double ROOM_FACTOR = 4;

  private static final int MOST_WARNINGS = 100;
  private static final int LONGEST_WARNING = 1000;

  private final Job job;
  private final Map<String, Rung> rungs = new HashMap<>();
  private final Set<SegmentNames> series = new HashSet<>();
  private final Set<String> announced = new HashSet<>();
  private final Set<String> received = new HashSet<>();

  ExpectedSegments(Job job) {
    this.job = job;
    job.settings().ladder().rungs().forEach(rung -> rungs.put(rung.name(), rung));
    for (int round = 0; round < Job.MAX_ROUNDS; round++) {
      series.add(job.segmentNames(round));
    }
  }

  void announce(List<String> names) throws FrameException {
    require(!names.isEmpty(), "announcement without names");
    for (String name : names) {
      requireName(name);
      require(announced.add(name), "segment announced twice");
    }
  }

  private void requireName(String name) throws FrameException {
    String file = name.substring(rungOf(name).name().length() + 1);
    Optional<SegmentNames.Parsed> parsed = SegmentNames.parse(file);
    require(
        parsed.isPresent() && series.contains(parsed.get().names()), "segment name of another try");
    double most = job.settings().limits().duration().toSeconds() / job.settings().segmentSeconds();
    require(parsed.get().number() <= 2 * most + 2, "segment number beyond the longest track");
  }

  private Rung rungOf(String name) throws FrameException {
    int slash = name.indexOf('/');
    Rung rung = slash > 0 ? rungs.get(name.substring(0, slash)) : null;
    if (rung == null) {
      throw new FrameException("segment of an unknown rung");
    }
    return rung;
  }

  void accept(Frame.Segment segment) throws FrameException {
    require(announced.contains(segment.name()), "segment was not announced");
    require(received.add(segment.name()), "segment sent twice");
    double bytes = job.settings().segmentSeconds() * rungOf(segment.name()).bitRate() / Byte.SIZE;
    require(
        segment.bytes().length > 0 && segment.bytes().length <= ROOM_FACTOR * bytes + ROOM_BYTES,
        "impossible segment size: " + segment.bytes().length + " bytes");
  }

  /** Checks that the delivery refers to exactly the segments that were sent. */
  void check(Delivery delivery) throws FrameException {
    List<String> names = delivery.renditions().stream().map(Delivery.Rendition::name).toList();
    List<Rung> ladder = job.settings().ladder().rungs();
    require(names.equals(ladder.stream().map(Rung::name).toList()), "rungs of another ladder");
    Set<String> unused = new HashSet<>(received);
    for (Delivery.Rendition rendition : delivery.renditions()) {
      require(!rendition.segments().isEmpty(), "rendition without segments");
      for (String segment : rendition.segments()) {
        require(
            unused.remove(rendition.name() + "/" + segment),
            "rendition refers to a segment that was not sent");
      }
      require(
          lines(rendition.playlist()).equals(rendition.segments()),
          "playlist lists unknown segments");
    }
    for (String segment : delivery.abandoned()) {
      require(unused.remove(segment), "abandoned segment was not sent");
    }
    require(unused.isEmpty() && received.size() == announced.size(), "unreferenced segments");
    List<String> playlists = ladder.stream().map(MultivariantPlaylist::mediaPlaylistUri).toList();
    require(
        lines(delivery.multivariantPlaylist()).equals(playlists),
        "multivariant playlist lists unknown playlists");
  }

  /** Returns the addresses in a playlist, which may contain only lines that the program writes. */
  private static List<String> lines(String playlist) throws FrameException {
    require(PlaylistWords.foreign(playlist).isEmpty(), "playlist with an unknown line");
    return playlist.lines().filter(line -> !line.startsWith("#")).toList();
  }

  /** Checks the number of renditions, one per rung and the M4A, and the warnings. */
  void check(Certificate certificate) throws FrameException {
    int rungs = job.settings().ladder().rungs().size();
    require(certificate.renditions().size() == rungs + 1, "certificate with other renditions");
    require(certificate.rules().size() <= HlsRule.values().length, "too many rules");
    require(certificate.warnings().size() <= MOST_WARNINGS, "too many warnings");
    require(certificate.warnings().containsAll(certificate.findings()), "finding without warning");
    for (String warning : certificate.warnings()) {
      require(
          warning.equals(PlainText.oneLine(warning, LONGEST_WARNING)),
          "warning that is too long or has control characters");
    }
  }

  private static void require(boolean holds, String problem) throws FrameException {
    if (!holds) {
      throw new FrameException(problem);
    }
  }
}
