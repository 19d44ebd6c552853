package org.audioprocessor.process.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.MultivariantPlaylist;
import org.audioprocessor.hls.PublicationOrder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.hls.rules.DeliveryFacts;
import org.audioprocessor.hls.rules.HlsRule;
import org.audioprocessor.hls.rules.HlsRules;
import org.audioprocessor.hls.rules.RenditionFacts;
import org.audioprocessor.hls.rules.RuleResult;
import org.audioprocessor.hls.rules.TrackFacts;
import org.audioprocessor.hls.rules.TrackFactsBuilder;
import org.audioprocessor.loudness.LoudnessSnapshot;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.encode.AacEncoder;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.Job;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.publish.TrackPlaylists;
import org.audioprocessor.process.render.RenderedRung;
import org.audioprocessor.process.render.Renditions;

/** Checks the 28 HLS rules and the M4A of a rendered track before its publication. */
public final class RuleCheck {
  private final Job job;
  private final Renditions renditions;
  private final TrackPlaylists playlists;

  RuleCheck(Job job, Renditions renditions, TrackPlaylists playlists) {
    this.job = job;
    this.renditions = renditions;
    this.playlists = playlists;
  }

  /**
   * Every rule with its outcome.
   *
   * @throws ProcessingException if a rule is broken that blocks publication
   */
  List<RuleResult> results() throws ProcessingException {
    List<RuleResult> results = HlsRules.check(facts());
    String broken =
        results.stream()
            .filter(result -> result.rule().level() == HlsRule.Level.MUST && !result.passed())
            .map(result -> result.rule().number() + " (" + result.detail() + ")")
            .collect(Collectors.joining(", "));
    if (!broken.isEmpty()) {
      throw new ProcessingException(
          FailureKind.RULE_BROKEN,
          "The output violates HLS rule " + broken + ". Nothing was published; try it again.");
    }
    return results;
  }

  private TrackFacts facts() {
    TrackFactsBuilder facts = TrackFacts.of(job.settings().ladder());
    facts.timeline(renditions.rungs().getFirst().job().timeline());
    facts.multivariantPlaylist(playlists.multivariant().text());
    List<String> paths = new ArrayList<>();
    for (RenderedRung rendered : renditions.rungs()) {
      Rung rung = rendered.job().rung();
      facts.decoded(rung, decoded(rendered));
      rendered.segments().forEach(segment -> facts.segment(rung, segment));
      rendered.segments().forEach(segment -> paths.add(rung.name() + "/" + segment.name()));
    }
    for (Map.Entry<Rung, MediaPlaylist> media : playlists.media().entrySet()) {
      facts.mediaPlaylist(media.getKey(), media.getValue().text());
      paths.add(MultivariantPlaylist.mediaPlaylistUri(media.getKey()));
    }
    paths.add(job.trackId().value() + ".m4a");
    paths.add(PublicationOrder.METADATA);
    paths.add(PublicationOrder.MULTIVARIANT);
    paths.forEach(path -> facts.object(DeliveryFacts.Stored.planned(path)));
    return facts.existing(paths).earlier(renditions.abandoned()).putOrder(paths).build();
  }

  private static RenditionFacts.Decoded decoded(RenderedRung rendered) {
    return decoded(rendered.decodedFrames(), rendered.decodeErrors(), rendered.measured());
  }

  /** Facts about a decoded rendition, including lead and padding. */
  public static RenditionFacts.Decoded decoded(long frames, int errors, LoudnessSnapshot measured) {
    return new RenditionFacts.Decoded(
        frames,
        errors,
        Optional.of(
            new RenditionFacts.Measured(measured.integratedLufs(), measured.truePeakDbtp())),
        OptionalDouble.empty());
  }

  /**
   * Requires that the M4A carries the packets of its rung and that its edit list presents the same
   * music; then it sounds like that rung.
   */
  static void requireM4a(Renditions renditions) throws ProcessingException {
    RenderedRung rendered = renditions.m4aRung();
    Timeline timeline = rendered.job().timeline();
    Rung rung = rendered.job().rung();
    long lead = (long) AacEncoder.DELAY_FRAMES + timeline.leadFrames(rung);
    try {
      Optional<String> objection =
          M4aFacts.read(renditions.m4a())
              .objection(rendered.packets(), lead, timeline.musicFrames(rung));
      if (objection.isPresent()) {
        throw new ProcessingException(
            FailureKind.RULE_BROKEN,
            "The rendered M4A " + objection.get() + ". Nothing was published; try it again.");
      }
    } catch (MediaException e) {
      throw ProcessingException.of(e);
    }
  }
}
