package org.audioprocessor.hls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a playlist may say. */
class PlaylistWordsTest {
  private static final String MEDIA =
      """
      #EXTM3U
      #EXT-X-VERSION:6
      #EXT-X-INDEPENDENT-SEGMENTS
      #EXT-X-TARGETDURATION:10
      #EXT-X-MEDIA-SEQUENCE:0
      #EXT-X-PLAYLIST-TYPE:VOD
      #EXTINF:9.984000,
      segment_g0001a_00000.ts
      #EXT-X-ENDLIST
      """;

  @Test
  void whatTheProgramWritesIsAllowed() {
    assertThat(PlaylistWords.foreign(MEDIA)).isEmpty();
    assertThat(
            PlaylistWords.foreign(
                "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-STREAM-INF:BANDWIDTH=70000,"
                    + "AVERAGE-BANDWIDTH=66000,CODECS=\"mp4a.40.2\"\nlow/playlist.m3u8\n"))
        .isEmpty();
  }

  @Test
  void verifyTellsOfATagThatLeadsPlayersElsewhere() {
    assertThat(PlaylistWords.foreignTag(MEDIA)).isEmpty();
    assertThat(
            PlaylistWords.foreignTag(
                MEDIA + "#EXT-X-DATERANGE:ID=\"a\",X-ASSET-LIST=\"https://elsewhere\"\n"))
        .hasValueSatisfying(tag -> assertThat(tag).startsWith("#EXT-X-DATERANGE"));
    assertThat(PlaylistWords.foreignTag("#EXTINF:1,https://elsewhere\n")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#EXT-X-DATERANGE:ID=\"a\",CLASS=\"com.apple.hls.interstitial\",START-DATE=\"x\","
            + "X-ASSET-LIST=\"https://elsewhere/list\"",
        "#EXT-X-KEY:METHOD=AES-128,URI=\"https://elsewhere/key\"",
        "#EXT-X-MAP:URI=\"https://elsewhere/init\"",
        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"a\",URI=\"https://elsewhere\"",
        "#EXT-X-SESSION-DATA:DATA-ID=\"a\",URI=\"https://elsewhere\"",
        "#EXT-X-CONTENT-STEERING:SERVER-URI=\"https://elsewhere\"",
        "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"https://elsewhere/\"",
        "#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"mp4a\",AUDIO=\"a\"",
        "#EXTINF:9,title https://elsewhere",
        "#EXT-X-BYTERANGE:10@0",
        "# a comment",
        "https://elsewhere/segment.ts",
        "//elsewhere/segment.ts",
        "/segment.ts",
        "../segment.ts",
        "low/../../segment.ts",
        "low\\segment.ts",
        "file:segment.ts",
        "{$a}segment.ts",
        "%2e%2e/segment.ts",
        "segment.ts?x=y",
        " segment.ts",
        "",
      })
  void everythingElseIsForeign(String line) {
    assertThat(PlaylistWords.foreign(MEDIA + line + "\n")).isPresent();
  }
}
