package org.audioprocessor.storage.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StorageException.Kind;
import org.audioprocessor.testing.StrangeNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeysTest {

  private static final Set<String> RUNGS = Set.of("low", "high");

  private final ObjectKeys keys = new ObjectKeys(ObjectLayout.defaults());

  @Test
  void theLayoutIsThePlatforms() throws StorageException {
    TrackKeys track = keys.track(TrackId.of("My Song.mp3"));

    assertThat(keys.raw("My Song.mp3")).isEqualTo("tracks/My Song.mp3");
    assertThat(keys.failed("My Song.mp3")).isEqualTo("failedprocessing_tracks/My Song.mp3");
    assertThat(track.folder()).isEqualTo("mwonya_audio_tracks/My Song/");
    assertThat(track.m4a()).isEqualTo("mwonya_audio_tracks/My Song/My Song.m4a");
    assertThat(track.multivariantPlaylist()).isEqualTo("mwonya_audio_tracks/My Song/playlist.m3u8");
    assertThat(track.metadata()).isEqualTo("mwonya_audio_tracks/My Song/metadata.json");
    assertThat(track.playlist("low")).isEqualTo("mwonya_audio_tracks/My Song/low/playlist.m3u8");
    assertThat(track.segment("low", "segment_g0001a_00000.ts"))
        .isEqualTo("mwonya_audio_tracks/My Song/low/segment_g0001a_00000.ts");
  }

  @Test
  void aGenerationHoldsTheSameNames() throws StorageException {
    TrackKeys generation = keys.track(TrackId.of("x.mp3")).generation(7);

    assertThat(generation.m4a()).isEqualTo("mwonya_audio_tracks/x/generations/g0007/x.m4a");
    assertThat(generation.playlist("med"))
        .isEqualTo("mwonya_audio_tracks/x/generations/g0007/med/playlist.m3u8");
  }

  @ParameterizedTest
  @CsvSource({"a.mp3,a", "a.b.mp3,a.b", "song,song", ".a.mp3,.a", "Wait... what.flac,Wait... what"})
  void aTrackIsNamedAfterItsFileWithoutTheExtension(String fileName, String track)
      throws StorageException {
    assertThat(TrackId.of(fileName).value()).isEqualTo(track);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        ".mp3",
        "..mp3",
        "...mp3",
        "a/b.mp3",
        "../x.mp3",
        "a\\b.mp3",
        "/x.mp3",
        "a\u0000.mp3",
        "a\n.mp3",
        "a\r.mp3",
        "a\u001b[2J.mp3",
        "a\u007f.mp3",
        "a\u0085.mp3",
        "a\u2028.mp3",
        "a\u202E3pm.exe.mp3",
        "a\u200F.mp3",
        "a\u2066.mp3",
        "a\u061C.mp3",
        "\uD83D.mp3"
      })
  void aNameThatCouldDoHarmIsRefusedWithOneSafeSentence(String fileName) {
    StorageException refusal =
        catchThrowableOfType(StorageException.class, () -> TrackId.of(fileName));

    assertThat(refusal.kind()).isEqualTo(Kind.INVALID_KEY);
    assertThat(refusal)
        .message()
        .startsWith("The name “")
        .endsWith(".")
        .matches("[^\\p{Cntrl}\u0085\u2028\u202E\u200F\u2066\u061C]+");
  }

  @Test
  void asManyCharactersAsThePlatformsColumnHoldsAreAllowedAndNotOneMore() throws StorageException {
    for (String character : List.of("x", "é", "曲", "🎵")) {
      String longest = character.repeat(251) + ".mp3";
      assertThat(TrackId.of(longest).value()).isEqualTo(character.repeat(251));
      assertThat(keys.raw(longest)).endsWith(longest);

      StorageException refusal =
          catchThrowableOfType(StorageException.class, () -> TrackId.of(character + longest));
      assertThat(refusal).hasMessageContaining("256 characters").hasMessageContaining("255");
      assertThat(catchThrowableOfType(StorageException.class, () -> keys.raw(character + longest)))
          .isNotNull();
    }
  }

  @Test
  void foldersAreAllowedWhereTheyAreSwitchedOn() throws StorageException {
    ObjectKeys inFolders =
        new ObjectKeys(new ObjectLayout("tracks/", "out/", "failed/", true), RUNGS);
    TrackId id = inFolders.trackId("2026/11.b/My.Song.mp3");

    assertThat(id.value()).isEqualTo("2026/11.b/My.Song");
    assertThat(inFolders.trackId("2026/11.b/song").value()).isEqualTo("2026/11.b/song");
    assertThat(inFolders.raw("2026/11.b/My.Song.mp3")).isEqualTo("tracks/2026/11.b/My.Song.mp3");
    assertThat(inFolders.failed("2026/x.mp3")).isEqualTo("failed/2026/x.mp3");
    assertThat(inFolders.track(id).m4a()).isEqualTo("out/2026/11.b/My.Song/My.Song.m4a");
    assertThat(inFolders.track(id).generation(2).m4a())
        .isEqualTo("out/2026/11.b/My.Song/generations/g0002/My.Song.m4a");
    assertThat(catchThrowableOfType(StorageException.class, () -> keys.trackId("2026/x.mp3")))
        .hasMessageContaining("AUDIO_PROCESSOR_FOLDERS");
  }

  /** The last ones would write among the objects of the track “a”. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a.mp3",
        "a/",
        "a//b.mp3",
        "../b.mp3",
        "a/../b.mp3",
        "a/./b.mp3",
        "a/..",
        "a\\b.mp3",
        "a/.mp3",
        "a/b\n/c.mp3",
        "a/\u202Eb.mp3",
        "a/low.mp3",
        "a/high",
        "a/generations/g0001.mp3"
      })
  void foldersThatLeaveTheirPlaceOrLieInATrackAreRefused(String fileName) {
    ObjectKeys inFolders =
        new ObjectKeys(new ObjectLayout("tracks/", "out/", "failed/", true), RUNGS);

    assertThat(catchThrowableOfType(StorageException.class, () -> inFolders.trackId(fileName)))
        .isNotNull();
  }

  @Test
  void anyOtherUnicodeIsATrack() throws StorageException {
    for (String name : StrangeNames.seeded(3, 200)) {
      assertThat(TrackId.of(name).value() + ".mp3").isEqualTo(name);
    }
  }

  @Test
  void aTrackIdBuiltDirectlyIsCheckedToo() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TrackId("../x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keys.track(new TrackId("x")).segment("low", "../x"));
  }

  @Test
  void prefixesMayLackTheirSlashAndMayBeTheTop() {
    assertThat(new ObjectLayout("in", "out/deep", "bad/"))
        .isEqualTo(new ObjectLayout("in/", "out/deep/", "bad/"));
    assertThat(new ObjectLayout("", "out", "bad").rawPrefix()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a,a,b",
    "a,b,a",
    "b,a,a",
    "a,a/b,c",
    "'','',c",
    "../a,b,c",
    "/a,b,c",
    "a//b,x,c",
    "/,b,c"
  })
  void prefixesThatMeetOrLeaveTheBucketAreRefused(String raw, String processed, String failed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectLayout(raw, processed, failed))
        .withMessageStartingWith("The prefix");
  }
}
