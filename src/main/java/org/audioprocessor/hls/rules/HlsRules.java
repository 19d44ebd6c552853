package org.audioprocessor.hls.rules;

import java.util.ArrayList;
import java.util.List;

/** Checks a track against all rules; pure. */
public final class HlsRules {
  /** A damaged track violates a rule in every segment; a few examples are enough. */
  private static final int MOST_SENTENCES = 3;

  private HlsRules() {}

  /**
   * Checks a track. A rule whose facts are unknown is {@link RuleResult.Outcome#NOT_CHECKED}, with
   * the reason. Before publication every fact is known, so only PASSED and, for advice, FAILED are
   * expected.
   *
   * @return one result for each rule, in the order of their numbers
   */
  public static List<RuleResult> check(TrackFacts facts) {
    TrackReading track = new TrackReading(facts);
    List<RuleResult> results = new ArrayList<>();
    for (HlsRule rule : HlsRule.values()) {
      results.add(check(rule, track));
    }
    return List.copyOf(results);
  }

  private static RuleResult check(HlsRule rule, TrackReading track) {
    try {
      List<String> faults = faults(rule, track);
      return new RuleResult(rule, faults.isEmpty(), detail(faults));
    } catch (UnknownFact unknown) {
      return RuleResult.notChecked(rule, String.valueOf(unknown.getMessage()));
    }
  }

  private static String detail(List<String> faults) {
    String shown = String.join(" ", faults.subList(0, Math.min(MOST_SENTENCES, faults.size())));
    int hidden = faults.size() - MOST_SENTENCES;
    return hidden > 0 ? shown + " And " + hidden + " more." : shown;
  }

  private static List<String> faults(HlsRule rule, TrackReading track) throws UnknownFact {
    return switch (rule) {
      case VERSION -> MultivariantRules.version(track);
      case ONE_ENTRY_PER_RUNG -> MultivariantRules.oneEntryPerRung(track);
      case CODECS -> MultivariantRules.codecs(track);
      case PEAK_BANDWIDTH -> MultivariantRules.peakBandwidth(track);
      case AVERAGE_BANDWIDTH -> MultivariantRules.averageBandwidth(track);
      case STEADY_RATE -> MultivariantRules.steadyRate(track);
      case AUDIO_ONLY -> MultivariantRules.audioOnly(track);
      case INDEPENDENT_SEGMENTS -> MultivariantRules.independentSegments(track);
      case TARGET_DURATION -> MediaPlaylistRules.targetDuration(track);
      case COMPLETE -> MediaPlaylistRules.complete(track);
      case SAME_END -> AlignmentRules.sameEnd(track);
      case SAME_START -> AlignmentRules.sameStart(track);
      case SAME_CONTENT -> AlignmentRules.sameContent(track);
      case SAME_BOUNDARIES -> AlignmentRules.sameBoundaries(track);
      case NO_DISCONTINUITY -> MediaPlaylistRules.noDiscontinuity(track);
      case EXACT_DURATIONS -> MediaPlaylistRules.exactDurations(track);
      case COMPLETE_LISTING -> DeliveryRules.completeListing(track);
      case TABLES -> SegmentRules.tables(track);
      case RUNS_ON -> SegmentRules.runsOn(track);
      case ONE_AUDIO_STREAM -> SegmentRules.oneAudioStream(track);
      case WHOLE_FRAMES -> SegmentRules.wholeFrames(track);
      case DECODES_ALONE -> SegmentRules.decodesAlone(track);
      case WHOLE_DURATION -> SegmentRules.wholeDuration(track);
      case MEASURED -> SegmentRules.measured(track);
      case CONTENT_TYPES -> DeliveryRules.contentTypes(track);
      case CACHE_CONTROL -> DeliveryRules.cacheControl(track);
      case NEW_NAMES -> DeliveryRules.newNames(track);
      case ORDER -> DeliveryRules.order(track);
    };
  }
}
