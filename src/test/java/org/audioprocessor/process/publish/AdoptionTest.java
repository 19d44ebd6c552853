package org.audioprocessor.process.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.audioprocessor.process.RenderedTracks.KEYS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationGuard;
import org.audioprocessor.process.PublicationTarget;
import org.audioprocessor.process.RenderedTracks;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.keys.TrackKeys;
import org.audioprocessor.testing.TestBucket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects of another program under a track's names become generation 0. */
@ParameterizedClass
@EnumSource(TestBucket.Kind.class)
class AdoptionTest {
  private static final String FOREIGN =
      """
      #EXTM3U
      #EXT-X-VERSION:3
      #EXT-X-TARGETDURATION:10
      #EXTINF:10.000000,
      segment_000.ts
      #EXTINF:4.500000,
      segment_001.ts
      #EXT-X-ENDLIST
      """;

  private final TestBucket.Kind kind;
  private @TempDir Path folder;
  private TestBucket bucket;
  private ObjectStore store;

  AdoptionTest(TestBucket.Kind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void publishAForeignTrack() throws IOException {
    bucket = TestBucket.open(kind, folder);
    store = bucket.store();
    for (String rung : List.of("low", "med", "high")) {
      RenderedTracks.put(store, KEYS.playlist(rung), FOREIGN);
      RenderedTracks.put(store, KEYS.segment(rung, "segment_000.ts"), "foreign 0 " + rung);
      RenderedTracks.put(store, KEYS.segment(rung, "segment_001.ts"), "foreign 1 " + rung);
    }
    RenderedTracks.put(store, KEYS.m4a(), "foreign M4A");
    RenderedTracks.put(store, KEYS.metadata(), "{\"foreign\": true}");
    RenderedTracks.put(store, KEYS.multivariantPlaylist(), "#EXTM3U\nforeign\n");
  }

  @AfterEach
  void close() throws IOException {
    bucket.close();
  }

  private RememberingLog publishOurs(boolean first) throws ProcessingException {
    RememberingLog log = new RememberingLog(first);
    PublicationTarget target =
        new PublicationTarget(store, KEYS, true, PublicationGuard.ALONE, log);
    RenderedTracks.publish(target, RenderedTracks.of(1, 0));
    return log;
  }

  @Test
  void itIsAdoptedBeforeTheFirstFixedNameChanges() throws Exception {
    RememberingLog log = publishOurs(true);

    assertThat(log.calls()).containsSubsequence("adopt", "willSwitch");
    TrackKeys before = KEYS.generation(0);
    assertThat(log.adopted())
        .contains(
            KEYS.segment("low", "segment_000.ts"),
            KEYS.segment("high", "segment_001.ts"),
            before.playlist("low"),
            before.m4a(),
            before.metadata())
        .hasSize(3 * 2 + 6)
        .endsWith(before.multivariantPlaylist());
  }

  @Test
  void itsCopiesCanBePutBack() throws Exception {
    publishOurs(true);
    assertThat(RenderedTracks.text(store, KEYS.playlist("low"))).contains("segment_g0001a_00000");

    TrackKeys before = KEYS.generation(0);
    store.copy(before.playlist("low"), KEYS.playlist("low"), PutOptions.defaults());
    store.copy(before.m4a(), KEYS.m4a(), PutOptions.defaults());

    assertThat(RenderedTracks.text(store, KEYS.playlist("low"))).isEqualTo(FOREIGN);
    assertThat(RenderedTracks.text(store, KEYS.m4a())).isEqualTo("foreign M4A");
    assertThat(RenderedTracks.text(store, KEYS.segment("low", "segment_001.ts")))
        .isEqualTo("foreign 1 low");
  }

  @Test
  void aTrackWithAnOwnGenerationAdoptsNothing() throws Exception {
    RememberingLog log = publishOurs(false);

    assertThat(log.calls()).doesNotContain("adopt");
    assertThat(store.exists(KEYS.generation(0).m4a())).isFalse();
  }

  @Test
  void aDamagedPlaylistIsKeptAndItsSegmentsStayWhereTheyAre() throws Exception {
    RenderedTracks.put(store, KEYS.playlist("med"), "not a playlist");

    RememberingLog log = publishOurs(true);

    assertThat(log.adopted())
        .contains(KEYS.generation(0).playlist("med"))
        .doesNotContain(KEYS.segment("med", "segment_000.ts"));
    assertThat(store.exists(KEYS.segment("med", "segment_000.ts"))).isTrue();
  }

  @Test
  void addressesThatLeadElsewhereAreNotTakenForKeys() throws Exception {
    String elsewhere =
        FOREIGN
            .replace("segment_000.ts", "../../other/segment_000.ts")
            .replace("segment_001.ts", "https://example.com/a.ts");
    RenderedTracks.put(store, KEYS.playlist("high"), elsewhere);

    RememberingLog log = publishOurs(true);

    assertThat(log.adopted())
        .noneMatch(key -> key.contains("..") || key.contains(":"))
        .hasSize(2 * 2 + 6);
  }

  @Test
  void nothingIsAdoptedWhereNothingStood() throws Exception {
    TrackKeys empty = new TrackKeys("tracks/empty/", RenderedTracks.ID);
    RememberingLog log = new RememberingLog(true);
    PublicationTarget target =
        new PublicationTarget(store, empty, true, PublicationGuard.ALONE, log);

    List<String> rungs = List.of("low", "med", "high");
    new Adoption(target, rungs, FixedNames.read(target, rungs)).adopt();

    assertThat(log.calls()).isEmpty();
  }
}
