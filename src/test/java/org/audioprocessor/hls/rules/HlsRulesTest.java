package org.audioprocessor.hls.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.audioprocessor.hls.RenderedTrack.HIGH;
import static org.audioprocessor.hls.RenderedTrack.LOW;
import static org.audioprocessor.hls.RenderedTrack.MED;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.audioprocessor.hls.CacheControl;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.RenderedTrack;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.Timeline;
import org.audioprocessor.hls.rules.RuleResult.Outcome;
import org.audioprocessor.hls.ts.TsSegment;
import org.audioprocessor.testing.TsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HlsRulesTest {
  private static final int LAST = 2;

  private static List<RuleResult> check(Consumer<RenderedTrack> fault) {
    RenderedTrack track = new RenderedTrack();
    fault.accept(track);
    return HlsRules.check(track.facts());
  }

  private static RuleResult result(HlsRule rule, List<RuleResult> results) {
    return results.get(rule.number() - 1);
  }

  @Test
  void thereAreTwentyEightRulesInOrderAndOnlyTheSixthIsAdvice() {
    assertThat(HlsRule.values())
        .extracting(HlsRule::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 28).boxed().toList());
    assertThat(HlsRule.values())
        .filteredOn(rule -> rule.level() == HlsRule.Level.ADVICE)
        .extracting(HlsRule::number)
        .containsExactly(6);
    assertThat(HlsRule.values()).allMatch(rule -> !rule.caption().isBlank());
  }

  @ParameterizedTest
  @EnumSource(HlsRule.class)
  void aSoundTrackPassesEachRule(HlsRule rule) {
    assertThat(result(rule, SOUND)).isEqualTo(new RuleResult(rule, true, ""));
  }

  private static final List<RuleResult> SOUND = check(track -> {});

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"spoiledPlaylists", "spoiledTimes", "spoiledSegments", "spoiledDelivery"})
  void aSpoiledTrackFailsExactlyTheRuleThatItBreaks(
      int number, String how, Consumer<RenderedTrack> fault) {
    List<RuleResult> results = check(fault);

    Set<Integer> failed =
        results.stream()
            .filter(result -> result.outcome() == Outcome.FAILED)
            .map(result -> result.rule().number())
            .collect(Collectors.toSet());
    assertThat(failed).as(how + " " + results).containsExactly(number);
    RuleResult broken = results.get(number - 1);
    assertThat(broken.detail()).endsWith(".");
    assertThat(broken.blocksPublication()).isEqualTo(number != 6);
  }

  @Test
  void everyRuleHasABadExample() {
    Set<Object> broken =
        Stream.of(spoiledPlaylists(), spoiledTimes(), spoiledSegments(), spoiledDelivery())
            .flatMap(all -> all)
            .map(arguments -> arguments.get()[0])
            .collect(Collectors.toSet());

    assertThat(broken).hasSize(HlsRule.values().length);
  }

  private static Arguments bad(int rule, String how, Consumer<RenderedTrack> fault) {
    return arguments(rule, how, fault);
  }

  private static Arguments multivariant(int rule, String pattern, String replacement) {
    return bad(
        rule,
        pattern + " → " + replacement,
        track -> track.editMultivariant(text -> text.replaceFirst(pattern, replacement)));
  }

  private static Arguments highPlaylist(int rule, String pattern, String replacement) {
    return bad(
        rule,
        pattern + " → " + replacement,
        track -> track.editHighPlaylist(text -> text.replaceFirst(pattern, replacement)));
  }

  static Stream<Arguments> spoiledPlaylists() {
    return Stream.of(
        multivariant(1, "#EXTM3U\n", ""),
        multivariant(1, "VERSION:6", "VERSION:2"),
        multivariant(2, "(?s)(#EXT-X-STREAM.*?)(#EXT-X-STREAM.*?)(#EXT-X-STREAM.*)", "$2$1$3"),
        multivariant(2, "low/playlist", "https://elsewhere.example/low/playlist"),
        multivariant(3, "mp4a.40.2", "mp4a.40.5"),
        multivariant(3, ",CODECS=\"mp4a.40.2\"", ""),
        multivariant(4, ":BANDWIDTH=[0-9]*", ":BANDWIDTH=48000"),
        multivariant(5, ",AVERAGE-BANDWIDTH=[0-9]*", ""),
        multivariant(5, "AVERAGE-BANDWIDTH=[0-9]*", "AVERAGE-BANDWIDTH=48000"),
        multivariant(7, ",CODECS", ",RESOLUTION=640x360,CODECS"),
        multivariant(8, "#EXT-X-INDEPENDENT-SEGMENTS\n", ""),
        highPlaylist(9, "TARGETDURATION:10", "TARGETDURATION:11"),
        highPlaylist(9, "#EXT-X-TARGETDURATION:10\n", ""),
        highPlaylist(10, "#EXT-X-ENDLIST\n", ""),
        highPlaylist(10, "#EXT-X-PLAYLIST-TYPE:VOD\n", ""),
        highPlaylist(15, "(?s)(#EXTINF.*?)(#EXTINF)", "$1#EXT-X-DISCONTINUITY\n$2"),
        highPlaylist(16, "#EXTINF:10.240000", "#EXTINF:10.290000"));
  }

  private static int[] frames(RenderedTrack track, Rung rung, int... more) {
    int[] frames = new int[more.length];
    for (int i = 0; i < more.length; i++) {
      long planned = track.timeline.firstPacket(rung, i + 1) - track.timeline.firstPacket(rung, i);
      frames[i] = (int) planned + more[i];
    }
    return frames;
  }

  private static void recut(RenderedTrack track, Rung rung, int... more) {
    track.render(rung, Timeline.OFFSET_90K, frames(track, rung, more), (builder, segment) -> {});
    track.list(rung, frames(track, rung, more));
  }

  static Stream<Arguments> spoiledTimes() {
    return Stream.of(
        bad(11, "high is two frames longer", track -> recut(track, HIGH, 0, 0, 2)),
        bad(
            12,
            "high starts later with an earlier sound",
            track -> {
              track.planned = false;
              track.render(HIGH, 126_900, frames(track, HIGH, 0, 0, 0), (builder, segment) -> {});
              track.decoded.put(HIGH, track.decoded(HIGH, 1024.0 / 24_000 - 0.01));
            }),
        bad(
            13,
            "the same click lies 19 ms apart",
            track -> {
              track.planned = false;
              track.decoded.put(HIGH, track.decoded(HIGH, 1024.0 / 44_100));
            }),
        bad(
            14,
            "high is cut one frame later",
            track -> {
              track.planned = false;
              recut(track, HIGH, 1, -1, 0);
            }),
        bad(
            14,
            "high has one segment less",
            track -> {
              track.planned = false;
              int[] joined = {441, 441 + frames(track, HIGH, 0, 0, 0)[LAST]};
              track.render(HIGH, Timeline.OFFSET_90K, joined, (builder, segment) -> {});
              track.list(HIGH, joined);
              track.existing.remove("high/" + track.names.name(LAST));
              raiseTarget(track);
            }));
  }

  /** So that only the cuts are wrong. */
  private static void raiseTarget(RenderedTrack track) {
    track.playlists.replaceAll((rung, playlist) -> MediaPlaylist.of(15, playlist.entries()));
  }

  private static Arguments segment(int rule, String how, Consumer<TsBuilder> fault) {
    return bad(
        rule,
        how,
        track ->
            track.render(
                MED,
                (builder, segment) -> {
                  if (segment == 1) {
                    fault.accept(builder);
                  }
                }));
  }

  static Stream<Arguments> spoiledSegments() {
    return Stream.of(
        segment(6, "one segment is ten times as large", builder -> builder.payloadBytes(2560)),
        segment(15, "a packet announces a discontinuity", TsBuilder::discontinuity),
        segment(18, "two programmes", builder -> builder.programmes(2)),
        segment(19, "a lost packet", TsBuilder::lostPacket),
        segment(19, "clock references 0.2 s apart", TsBuilder::fewReferences),
        segment(19, "a clock too far ahead", builder -> builder.clockLateBy(-31_500)),
        segment(19, "a clock that jumps", builder -> builder.clockLateBy(6_000)),
        segment(20, "two audio streams", builder -> builder.audioStreams(2)),
        segment(21, "one channel", builder -> builder.channels(1)),
        bad(
            22,
            "a frame is refused",
            track -> track.editSegment(LOW, 1, facts -> facts.decoded(facts.audio().frames(), 1))),
        bad(
            22,
            "a frame is not decoded",
            track ->
                track.editSegment(LOW, 1, facts -> facts.decoded(facts.audio().frames() - 1, 0))),
        bad(23, "a frame too few", track -> decode(track, -1024, 0)),
        bad(23, "two frames too many", track -> decode(track, 2048, 0)),
        bad(23, "an error", track -> decode(track, 0, 1)),
        bad(
            24,
            "not measured",
            track ->
                track.decoded.computeIfPresent(
                    MED,
                    (rung, sound) ->
                        new RenditionFacts.Decoded(
                            sound.samples(), 0, Optional.empty(), OptionalDouble.empty()))));
  }

  private static void decode(RenderedTrack track, long moreSamples, int errors) {
    track.decoded.computeIfPresent(
        LOW,
        (rung, sound) ->
            new RenditionFacts.Decoded(
                sound.samples() + moreSamples,
                errors,
                sound.measured(),
                sound.musicStartSeconds()));
  }

  private static Arguments stored(int rule, String path, String type, String cache) {
    return bad(
        rule,
        path + " as " + type + ", " + cache,
        track ->
            track.stored.replaceAll(object ->
                object.path().equals(path)
                    ? new DeliveryFacts.Stored(path, Optional.of(type), Optional.of(cache))
                    : object));
  }

  static Stream<Arguments> spoiledDelivery() {
    String mpegUrl = "application/vnd.apple.mpegurl";
    String first = "low/segment_g0007b_00000.ts";
    return Stream.of(
        bad(17, "missing", track -> track.existing.remove(first)),
        bad(17, "unlisted", track -> track.existing.add("low/segment_g0007b_00003.ts")),
        bad(17, "of another try", track -> track.existing.add("med/segment_g0007a_00000.ts")),
        bad(
            17,
            "unreadable",
            track -> track.editSegment(LOW, LAST, facts -> rename(facts, "elsewhere.ts"))),
        stored(25, "playlist.m3u8", "text/plain", CacheControl.SHORT),
        stored(25, first, "video/mp4", CacheControl.IMMUTABLE),
        stored(26, "playlist.m3u8", mpegUrl, CacheControl.IMMUTABLE),
        stored(26, "playlist.m3u8", mpegUrl, "public"),
        stored(26, first, "video/mp2t", "max-age=60"),
        bad(27, "used before", track -> track.earlier.add("high/" + track.names.name(1))),
        bad(
            28,
            "the multivariant playlist is not last",
            track -> {
              track.putOrder = new ArrayList<>(track.putOrder);
              Collections.swap(track.putOrder, 0, track.putOrder.size() - 1);
            }));
  }

  private static SegmentFacts rename(SegmentFacts facts, String name) {
    return new SegmentFacts(
        name, facts.sizeBytes(), facts.transport(), facts.audio(), facts.decoding());
  }

  @Test
  void aSegmentNameWithoutItsGenerationIsRefused() {
    List<RuleResult> results =
        check(track -> track.editHighPlaylist(text -> text.replace("g0007b_", "")));

    assertThat(result(HlsRule.NEW_NAMES, results).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void aRungThatWasEncodedAgainAloneMayCarryATryOfItsOwn() {
    List<RuleResult> results =
        check(track -> track.editHighPlaylist(text -> text.replace("g0007b_", "g0007c_")));

    assertThat(result(HlsRule.NEW_NAMES, results).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void segmentsOfTwoTriesInOnePlaylistAreRefused() {
    List<RuleResult> results =
        check(track ->
            track.editHighPlaylist(text -> text.replaceFirst("segment_g0007b", "segment_g0007a")));

    assertThat(result(HlsRule.NEW_NAMES, results).detail()).contains("several tries");
  }

  @Test
  void segmentsOfTwoGenerationsInOnePlaylistAreRefused() {
    List<RuleResult> results =
        check(track ->
            track.editHighPlaylist(text -> text.replaceFirst("segment_g0007b", "segment_g0006b")));

    assertThat(result(HlsRule.NEW_NAMES, results).detail()).contains("several generations");
  }

  @Test
  void aCutFrameIsSeenByTheRuleOnFrames() {
    List<RuleResult> results =
        check(track -> track.render(MED, (builder, segment) -> inside(builder, segment)));

    assertThat(result(HlsRule.WHOLE_FRAMES, results).detail())
        .contains("does not start on a frame");
  }

  private static void inside(TsBuilder builder, int segment) {
    if (segment == 1) {
      builder.startsInsideFrame();
    }
  }

  @Test
  void aSegmentThatMissesItsPlannedTimeIsSeenByTheRuleOnContent() {
    List<RuleResult> results =
        check(track ->
            track.render(HIGH, (builder, segment) -> builder.lateBy(segment == 1 ? 90 : 0)));

    assertThat(result(HlsRule.SAME_CONTENT, results).detail()).contains("1.00 ms off");
    assertThat(result(HlsRule.RUNS_ON, results).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void cutsOffTheGridMayLieOneFrameApart() {
    List<RuleResult> results =
        check(track -> {
          track.planned = false;
          for (Rung rung : Ladder.DEFAULT.rungs()) {
            int frames = rung.sampleRate() / 600;
            recut(track, rung, -frames, 0, frames);
          }
        });

    assertThat(result(HlsRule.SAME_BOUNDARIES, results).passed()).isTrue();
  }

  @Test
  void anEmptySegmentIsSeen() {
    List<RuleResult> results =
        check(track ->
            track.editSegment(
                LOW, LAST, facts -> SegmentFacts.of(facts.name(), TsSegment.read(new byte[0]))));

    assertThat(result(HlsRule.COMPLETE_LISTING, results).detail()).contains("is empty");
  }

  @Test
  void anUnknownFactIsNotCheckedAndTheReasonIsStated() {
    List<RuleResult> results = HlsRules.check(TrackFacts.of(Ladder.DEFAULT).build());

    assertThat(results).extracting(RuleResult::rule).isEqualTo(Arrays.asList(HlsRule.values()));
    assertThat(results).noneMatch(RuleResult::passed);
    assertThat(results).allMatch(result -> result.detail().endsWith("."));
    assertThat(results)
        .filteredOn(result -> result.outcome() == Outcome.FAILED)
        .extracting(result -> result.rule().number())
        .containsExactly(1, 9);
  }

  @Test
  void aStoreThatMayNotBeListedLeavesOnlyItsRulesUnchecked() {
    RenderedTrack track = new RenderedTrack();
    TrackFacts known = track.facts();
    DeliveryFacts denied =
        new DeliveryFacts(
            known.delivery().objects(), Optional.empty(), Optional.empty(), Optional.empty());

    List<RuleResult> results =
        HlsRules.check(
            new TrackFacts(known.intent(), known.multivariantText(), known.renditions(), denied));

    assertThat(results)
        .filteredOn(result -> !result.passed())
        .allMatch(result -> result.outcome() == Outcome.NOT_CHECKED)
        .extracting(result -> result.rule().number())
        .containsExactly(17, 27, 28);
  }
}
