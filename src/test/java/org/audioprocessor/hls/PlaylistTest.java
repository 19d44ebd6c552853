package org.audioprocessor.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaylistTest {
  private static final Rung LOW = Ladder.DEFAULT.rungs().getFirst();

  @Test
  void aMediaPlaylistIsWrittenAsThePlayersExpectIt() {
    Timeline timeline = Timeline.of(Ladder.DEFAULT, 10, 48_000 * 15, 48_000);

    String text = MediaPlaylist.of(timeline, LOW, new SegmentNames(7, 2)).text();

    assertThat(text)
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-TARGETDURATION:10
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXTINF:10.240000,
            segment_g0007b_00000.ts
            #EXTINF:4.806531,
            segment_g0007b_00001.ts
            #EXT-X-ENDLIST
            """);
  }

  @Test
  void aMultivariantPlaylistIsWrittenAsThePlayersExpectIt() {
    var playlist =
        MultivariantPlaylist.of(
            List.of(MultivariantPlaylist.variant(LOW, new Bandwidth(55_111, 54_222), "mp4a.40.2")));

    assertThat(playlist.text())
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-STREAM-INF:BANDWIDTH=55111,AVERAGE-BANDWIDTH=54222,CODECS="mp4a.40.2"
            low/playlist.m3u8
            """);
  }

  @Test
  void theTextIsTheSameInALanguageWithDecimalCommas() {
    MediaPlaylist playlist = MediaPlaylist.of(10, List.of(new MediaPlaylist.Entry("a.ts", 9.5)));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(playlist.text()).contains("#EXTINF:9.500000,\na.ts\n");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aMediaPlaylistIsReadBackAsItWas() throws PlaylistException {
    var playlist =
        new MediaPlaylist(
            4,
            11,
            new MediaPlaylist.Kind(true, false, false),
            List.of(
                new MediaPlaylist.Entry("a.ts", 10.240001),
                new MediaPlaylist.Entry("b.ts", 0.125, true)));

    assertThat(MediaPlaylist.parse(playlist.text())).isEqualTo(playlist);
  }

  @Test
  void aTimelinesPlaylistIsTheSameValueOnceItIsReadBack() throws PlaylistException {
    Random random = new Random(11);
    for (int draw = 0; draw < 300; draw++) {
      long frames = 1 + random.nextLong(30_000_000);
      double wish = 2 + random.nextInt(29);
      Timeline timeline = Timeline.of(Ladder.DEFAULT, wish, frames, 44_100);
      for (Rung rung : Ladder.DEFAULT.rungs()) {
        MediaPlaylist written = MediaPlaylist.of(timeline, rung, new SegmentNames(1, 1));
        assertThat(MediaPlaylist.parse(written.text())).isEqualTo(written);
      }
    }
  }

  /**
   * Shaka Player waits for ever at the end of a rung that is shorter than the one it began with.
   */
  @Test
  void theDurationsOfAllRungsAddUpToTheSameEnd() {
    Random random = new Random(12);
    for (int draw = 0; draw < 300; draw++) {
      long frames = 1 + random.nextLong(30_000_000);
      double wish = 2 + random.nextInt(29);
      Timeline timeline = Timeline.of(Ladder.DEFAULT, wish, frames, 44_100);
      assertThat(Ladder.DEFAULT.rungs())
          .extracting(rung ->
              MediaPlaylist.of(timeline, rung, new SegmentNames(1, 1)).entries().stream()
                  .mapToLong(entry -> Math.round(entry.seconds() * 1e6))
                  .sum())
          .containsOnly(micros(timeline));
    }
  }

  private static long micros(Timeline timeline) {
    return Math.round(1e6 * timeline.startSeconds(LOW, timeline.segments()));
  }

  @Test
  void aMultivariantPlaylistIsReadBackAsItWas() throws PlaylistException {
    var bare =
        new MultivariantPlaylist.Variant(
            "x/playlist.m3u8",
            new MultivariantPlaylist.Rates(64_000, OptionalLong.empty()),
            List.of(),
            false);
    var full = MultivariantPlaylist.variant(LOW, new Bandwidth(9, 8), "mp4a.40.2");
    var playlist = new MultivariantPlaylist(3, false, List.of(full, bare));

    assertThat(MultivariantPlaylist.parse(playlist.text())).isEqualTo(playlist);
  }

  @Test
  void aPictureInTheMultivariantPlaylistIsSeen() throws PlaylistException {
    String text =
        """
        #EXTM3U
        #EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360
        a.m3u8
        #EXT-X-STREAM-INF:BANDWIDTH=1,FRAME-RATE=25.0
        b.m3u8
        """;

    MultivariantPlaylist playlist = MultivariantPlaylist.parse(text);

    assertThat(playlist.version()).isEqualTo(1);
    assertThat(playlist.variants()).allMatch(MultivariantPlaylist.Variant::visual);
  }

  @Test
  void foreignTagsAndCarriageReturnsAreReadOver() throws PlaylistException {
    String text =
        """
        #EXTM3U
        #EXT-X-ALLOW-CACHE:YES
        #EXT-X-SOMETHING-NEW:1
        #EXT-X-TARGETDURATION:10
        # a remark

        #EXTINF:9.9,a title
        segment_0.ts
        #EXT-X-ENDLIST
        """
            .replace("\n", "\r\n");

    MediaPlaylist playlist = MediaPlaylist.parse(text);

    assertThat(playlist.entries()).containsExactly(new MediaPlaylist.Entry("segment_0.ts", 9.9));
    assertThat(playlist.kind()).isEqualTo(new MediaPlaylist.Kind(false, true, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "\n#EXTM3U\n",
        "#EXTM3U8\n",
        "#EXTM3U\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:x\n#EXTINF:1,\na.ts\n",
        "#EXTM3U\n#EXTINF:1,\na.ts\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:-1,\na.ts\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:NaN,\na.ts\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\na.ts\n"
      })
  void aDamagedMediaPlaylistIsRefusedWithASentence(String text) {
    assertThatExceptionOfType(PlaylistException.class)
        .isThrownBy(() -> MediaPlaylist.parse(text))
        .withMessageEndingWith(".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#EXTM3U\n",
        "#EXTM3U\n#EXT-X-STREAM-INF:CODECS=\"mp4a.40.2\"\na.m3u8\n",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=many\na.m3u8\n",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n"
      })
  void aDamagedMultivariantPlaylistIsRefusedWithASentence(String text) {
    assertThatExceptionOfType(PlaylistException.class)
        .isThrownBy(() -> MultivariantPlaylist.parse(text))
        .withMessageEndingWith(".");
  }

  @Test
  void noDamageEscapesAsAnotherException() {
    Timeline timeline = Timeline.of(Ladder.DEFAULT, 10, 48_000 * 15, 48_000);
    String media = MediaPlaylist.of(timeline, LOW, new SegmentNames(1, 1)).text();
    String multivariant =
        MultivariantPlaylist.of(
                List.of(MultivariantPlaylist.variant(LOW, new Bandwidth(9, 8), "mp4a.40.2")))
            .text();
    Random random = new Random(7);
    int refused = 0;
    for (int draw = 0; draw < 1000; draw++) {
      try {
        MediaPlaylist.parse(damaged(media, random));
        MultivariantPlaylist.parse(damaged(multivariant, random));
      } catch (PlaylistException expected) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = 0; i < 3; i++) {
      damaged.setCharAt(random.nextInt(damaged.length()), (char) random.nextInt(10, 127));
    }
    damaged.setLength(random.nextInt(damaged.length()) + 1);
    return damaged.toString();
  }
}
