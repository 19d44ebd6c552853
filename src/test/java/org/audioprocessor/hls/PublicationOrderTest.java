package org.audioprocessor.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationOrderTest {
  private static final PublicationOrder ORDER = new PublicationOrder(Ladder.DEFAULT);

  static final List<String> SOUND =
      List.of(
          "low/segment_g0001a_00000.ts",
          "high/segment_g0001a_00000.ts",
          "generations/g0001/playlist.m3u8",
          "low/playlist.m3u8",
          "med/playlist.m3u8",
          "high/playlist.m3u8",
          "A song: part 2.m4a",
          "metadata.json",
          "playlist.m3u8");

  @Test
  void whateverNamesOthersIsSortedAfterThem() {
    List<String> shuffled = new ArrayList<>(SOUND);
    Collections.shuffle(shuffled, new Random(3));

    List<String> sorted = ORDER.sorted(shuffled);

    assertThat(ORDER.faults(sorted)).isEmpty();
    assertThat(sorted.getLast()).isEqualTo("playlist.m3u8");
    assertThat(sorted.get(2)).startsWith("generations/");
    assertThat(sorted).containsExactlyInAnyOrderElementsOf(SOUND);
  }

  @Test
  void everyPairOfStagesThatIsSwappedIsNoticed() {
    for (int first = 1; first < SOUND.size() - 1; first++) {
      List<String> swapped = new ArrayList<>(SOUND);
      Collections.swap(swapped, first, SOUND.size() - 1);
      assertThat(ORDER.faults(swapped)).isNotEmpty();
    }
  }

  @Test
  void aPlanWithoutTheMultivariantPlaylistAtItsEndIsRefused() {
    assertThat(ORDER.faults(List.of())).hasSize(1);
    assertThat(ORDER.faults(SOUND.subList(0, SOUND.size() - 1))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"other/playlist.m3u8", "low/cover.jpg", "cover.jpg", "low/a/segment_1.ts"})
  void theLayoutHasNoPlaceForAnythingElse(String path) {
    assertThat(ORDER.stage(path)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> ORDER.sorted(List.of(path)));
  }

  @Test
  void eachKindOfFileHasItsHeaders() {
    assertThat(ContentTypes.of("low/segment_g0001a_00000.ts")).isEqualTo("video/mp2t");
    assertThat(ContentTypes.of("playlist.m3u8")).isEqualTo("application/vnd.apple.mpegurl");
    assertThat(ContentTypes.of("a.m4a")).isEqualTo("audio/mp4");
    assertThat(ContentTypes.of("metadata.json")).isEqualTo("application/json");
    assertThat(CacheControl.of("low/segment_g0001a_00000.ts")).contains("immutable");
    assertThat(CacheControl.of("generations/g0001/playlist.m3u8")).contains("immutable");
    assertThat(CacheControl.of("low/playlist.m3u8")).isEqualTo("public, max-age=60");
    assertThat(CacheControl.of("a.m4a")).isEqualTo("public, max-age=60");
    assertThatIllegalArgumentException().isThrownBy(() -> ContentTypes.of("cover.jpg"));
  }
}
