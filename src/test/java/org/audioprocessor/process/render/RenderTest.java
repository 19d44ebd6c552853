package org.audioprocessor.process.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.MediaPlaylist;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.rules.RuleResult;
import org.audioprocessor.media.encode.AacSettings.Tool;
import org.audioprocessor.process.Certificate;
import org.audioprocessor.process.DecodedRung;
import org.audioprocessor.process.Published;
import org.audioprocessor.process.RenderSettings;
import org.audioprocessor.process.RenditionCertificate;
import org.audioprocessor.process.publish.PublishedTracks;
import org.audioprocessor.process.verify.M4aFacts;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Click;
import org.audioprocessor.testing.NativeOwnersAreFreed;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a sound to a published track, judged by what can be heard and read of it. */
@ExtendWith(NativeOwnersAreFreed.class)
class RenderTest {
  private static final int RATE = 44_100;
  private static final double SECONDS = 25.3;
  private static final String NAME = "Clicks “and” 'music' 🎵.wav";
  private static final double[] CLICKS = {0.5, 9.9, 10.1973, 10.26, 20.45, 24.9};

  /** The first packet's timestamp and one frame of the slowest rung. */
  private static final double MUSIC_START = 1.4 + 1024 / 24_000.0;

  private static @TempDir Path folder;
  private static ObjectStore store;
  private static Published published;

  @BeforeAll
  static void renderOnce() throws Exception {
    float[][] music = Signals.music(RATE, 3, Signals.at(-12, SECONDS));
    Click.add(music, RATE, 0.2, CLICKS);
    Path wav = AudioFiles.wav(folder.resolve(NAME), music, RATE);
    store = new FolderObjectStore(folder.resolve("store"));
    published = PublishedTracks.publish(wav, RenderSettings.DEFAULT, store, folder);
  }

  @AfterAll
  static void close() throws StorageException {
    store.close();
  }

  private static List<DecodedRung> heard(String name) throws Exception {
    List<DecodedRung> heard = new ArrayList<>();
    for (Rung rung : Ladder.DEFAULT.rungs()) {
      heard.add(DecodedRung.of(store, PublishedTracks.keys(name), rung));
    }
    return heard;
  }

  private static Published publish(String name, float[][] sound, int rate, double segmentSeconds)
      throws Exception {
    Path wav = AudioFiles.wav(folder.resolve(name), sound, rate);
    return PublishedTracks.publish(wav, PublishedTracks.quick(segmentSeconds), store, folder);
  }

  private static void assertAllRulesPass(Certificate certificate) {
    assertThat(certificate.rules()).hasSize(28).allMatch(RuleResult::passed, "passed");
  }

  @Test
  void theSameClickIsPresentedAtTheSameTimeInEveryRung() throws Exception {
    List<DecodedRung> rungs = heard(NAME);

    for (double click : CLICKS) {
      for (DecodedRung rung : rungs) {
        double expected = MUSIC_START + click;
        assertThat(rung.clickSeconds(expected))
            .as("click at %s s, %s Hz", click, rung.sampleRate())
            .isCloseTo(expected, within(0.00002));
      }
    }
  }

  @Test
  void everySegmentButTheLastLastsTenPointTwentyFourSeconds() throws Exception {
    for (DecodedRung rung : heard(NAME)) {
      assertThat(rung.playlist().targetDuration()).isEqualTo(10);
      assertThat(rung.playlist().entries()).hasSize(3);
      assertThat(rung.playlist().text()).containsOnlyOnce("#EXT-X-ENDLIST");
      assertThat(rung.playlist().entries().subList(0, 2))
          .extracting(MediaPlaylist.Entry::seconds)
          .containsOnly(10.24);
    }
  }

  @Test
  void all28RulesPassBeforePublicationAndNoneIsBrokenAfterIt() throws Exception {
    assertAllRulesPass(published.certificate());
    assertThat(PublishedTracks.readBack(store, NAME, folder).problems()).isEmpty();
  }

  @Test
  void everyRenditionIsAsLoudAsThePlatformWantsAndNoneClips() {
    assertThat(published.certificate().renditions()).hasSize(4);
    for (RenditionCertificate rendition : published.certificate().renditions()) {
      assertThat(rendition.measured().integratedLufs().orElseThrow())
          .as(rendition.name())
          .isCloseTo(-14, within(0.3));
      assertThat(rendition.measured().truePeakDbtp().orElseThrow()).isLessThanOrEqualTo(0);
      assertThat(rendition.inputTruePeakDbtp()).isLessThanOrEqualTo(-1.5);
    }
  }

  @Test
  void theM4aHoldsThePacketsOfHighAndPresentsExactlyTheSource() throws Exception {
    Path m4a = folder.resolve("read.m4a");
    store.download(PublishedTracks.keys(NAME).m4a(), m4a, Long.MAX_VALUE);

    M4aFacts facts = M4aFacts.read(m4a);

    assertThat(facts.presentedFrames()).isEqualTo(Math.round(SECONDS * RATE));
    assertThat(facts.leadFrames()).isEqualTo(1882);
    assertThat(facts.packets().count()).isEqualTo((1882 + facts.presentedFrames() + 1023) / 1024);
  }

  @Test
  void theMetadataHasTheFieldsThatThePlatformReads() throws Exception {
    String key = PublishedTracks.keys(NAME).metadata();
    JsonNode json;
    try (InputStream in = store.get(key)) {
      json = JsonMapper.shared().readTree(in);
    }
    String id = "Clicks “and” 'music' 🎵";

    assertThat(json.get("id").asString()).isEqualTo(id);
    assertThat(json.get("title").asString()).isEqualTo(id);
    assertThat(json.get("artist").asString()).isEqualTo("Unknown Artist");
    assertThat(json.get("duration").isIntegralNumber()).isTrue();
    assertThat(json.get("duration").asInt()).isEqualTo(25);
    assertThat(json.get("processed_at").asString()).isEqualTo("2026-02-03T04:05:06Z");
    assertThat(json.get("hls_lead_seconds").asDouble()).isEqualTo(0.042667);
    assertThat(json.get("qualities").toString()).isEqualTo("[\"low\",\"med\",\"high\"]");
    assertThat(json.get("hls_master_playlist").asString()).isEqualTo(id + "/playlist.m3u8");
    assertThat(json.get("generation").asInt()).isEqualTo(1);
    assertThat(json.at("/source/measurement/integrated_lufs").isNumber()).isTrue();
    assertThat(json.at("/plan/sentence").isString()).isTrue();
    assertThat(json.at("/renditions/low/encoded_times").isIntegralNumber()).isTrue();
    assertThat(json.get("rules")).hasSize(28);
  }

  @ParameterizedTest
  @CsvSource({"2,13", "4,13", "6,13", "15,31", "20,31", "30,42"})
  void segmentsOfOtherLengthsAreCutAlike(double wish, double seconds) throws Exception {
    String name = "wish " + (int) wish + ".wav";
    float[][] sound = Signals.music(24_000, 7, Signals.at(-10, seconds));

    Published track = publish(name, sound, 24_000, wish);

    assertAllRulesPass(track.certificate());
    assertThat(PublishedTracks.readBack(store, name, folder).problems()).isEmpty();
    for (DecodedRung rung : heard(name)) {
      double multiple = Math.round(wish / 10.24) * 10.24;
      double step = wish % 10 == 0 ? multiple : wish;
      assertThat(rung.playlist().entries().getFirst().seconds()).isCloseTo(step, within(0.0214));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,8000", "2,192000", "6,48000", "1,44100"})
  void everyKindOfSoundBecomesTheSameLadder(int channels, int rate) throws Exception {
    String name = channels + " channels " + rate + ".wav";
    float[][] sound = AudioFiles.sine(channels, rate, 440, 2.5, 0.2);

    Published track = publish(name, sound, rate, 10);

    assertAllRulesPass(track.certificate());
    assertThat(track.certificate().renditions())
        .allSatisfy(rendition -> {
          assertThat(rendition.measured().integratedLufs().orElseThrow())
              .isCloseTo(-14, within(0.3));
          assertThat(rendition.measured().truePeakDbtp().orElseThrow()).isLessThanOrEqualTo(0);
          assertThat(rendition.seconds()).isCloseTo(2.5, within(0.0001));
        });
    assertThat(PublishedTracks.readBack(store, name, folder).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 8820, 44_100})
  void veryShortSoundAndSilenceArePublishedAsTheyAre(int frames) throws Exception {
    String name = frames + " samples.wav";
    float[][] sound = new float[2][frames];
    sound[0][0] = frames == 44_100 ? 0 : 0.25f;

    Published track = publish(name, sound, RATE, 10);

    assertThat(track.certificate().rules())
        .filteredOn(result -> !result.passed())
        .extracting(result -> result.rule().number())
        .isSubsetOf(6);
    assertThat(track.plan().gainDb()).isZero();
    assertThat(PublishedTracks.readBack(store, name, folder).problems()).isEmpty();
  }

  @Test
  void aRungThatMissesIsEncodedAgainAloneAndTheCertificateSaysSo() throws Exception {
    // a silent channel costs “low” more than is foreseen
    String name = "onesided.wav";
    float[][] music = Signals.music(RATE, 7, Signals.at(-6, 8));
    float[][] oneSided = {music[0], new float[music[0].length]};

    Published track = publish(name, oneSided, RATE, 10);

    List<RenditionCertificate> renditions = track.certificate().renditions();
    assertThat(renditions.getFirst().rounds()).isGreaterThan(1);
    assertThat(renditions.getLast().rounds()).isEqualTo(1);
    assertThat(renditions.getFirst().measured().integratedLufs().orElseThrow())
        .isCloseTo(-14, within(0.1));
    assertAllRulesPass(track.certificate());
    try (var listed = store.list("onesided/low/")) {
      String attempt = String.valueOf((char) ('a' + renditions.getFirst().rounds() - 1));
      assertThat(listed.map(object -> object.key().substring("onesided/low/".length())))
          .containsExactly("playlist.m3u8", "segment_g0001" + attempt + "_00000.ts");
    }
    assertThat(PublishedTracks.readBack(store, name, folder).problems()).isEmpty();
  }

  @Test
  void anEncoderSpendsNoBitsOnABandThatTheSourceDoesNotHave() {
    Rung high = Ladder.DEFAULT.rungs().getLast();
    assertThat(Encoder.BEST.settings(high, 22_050).cutoffHz()).isEqualTo(11_466);
    assertThat(Encoder.BEST.settings(high, 44_100).cutoffHz()).as("its own").isZero();
    Rung low = Ladder.DEFAULT.rungs().getFirst();
    assertThat(Encoder.BEST.settings(low, 22_050).cutoffHz()).as("its own").isZero();
    assertThat(Encoder.BEST.settings(low, 8_000).cutoffHz()).isEqualTo(4_160);
  }

  @Test
  void theBestEncoderLeavesOutToolsThatCostMoreThanTheyGive() {
    assertThat(Ladder.DEFAULT.rungs())
        .extracting(rung -> Encoder.BEST.settings(rung, 44_100).without())
        .containsExactly(
            Set.of(Tool.NOISE_SHAPING),
            Set.of(Tool.NOISE_SHAPING),
            Set.of(Tool.NOISE_SHAPING, Tool.NOISE_SUBSTITUTION));
    assertThat(Ladder.DEFAULT.rungs())
        .allMatch(rung -> Encoder.QUICK.settings(rung, 44_100).without().isEmpty());
  }
}
