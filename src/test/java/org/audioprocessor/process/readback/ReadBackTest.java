package org.audioprocessor.process.readback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.hls.rules.RuleResult;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.publish.PublishedTracks;
import org.audioprocessor.process.verify.Findings;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.FlakyObjectStore;
import org.audioprocessor.testing.NativeOwnersAreFreed;
import org.audioprocessor.testing.Signals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A published track is read back as it is, and whatever is wrong with it is said. */
@ExtendWith(NativeOwnersAreFreed.class)
class ReadBackTest {
  private static final String NAME = "Short piece.wav";

  private static @TempDir Path shared;
  private static ObjectStore good;

  private @TempDir Path folder;
  private ObjectStore store;

  @BeforeAll
  static void publishOnce() throws Exception {
    float[][] music = Signals.music(44_100, 5, Signals.at(-8, 3.3));
    Path wav = AudioFiles.wav(shared.resolve(NAME), music, 44_100);
    good = new FolderObjectStore(shared.resolve("store"));
    PublishedTracks.publish(wav, PublishedTracks.quick(2), good, shared);
  }

  @AfterAll
  static void closeTheGoodOne() throws StorageException {
    good.close();
  }

  @BeforeEach
  void copy() throws IOException {
    store = PublishedTracks.copy(good, folder.resolve("store"));
  }

  @AfterEach
  void close() throws StorageException {
    store.close();
  }

  private Findings readBack() throws Exception {
    return PublishedTracks.readBack(store, NAME, folder);
  }

  private StoredObject object(String path) throws StorageException {
    return store.head(PublishedTracks.keys(NAME).folder() + path).orElseThrow();
  }

  private void edit(String path, UnaryOperator<byte[]> change) throws IOException {
    StoredObject object = object(path);
    try (InputStream in = store.get(object.key())) {
      PublishedTracks.put(store, object, change.apply(in.readAllBytes()));
    }
  }

  private void editText(String path, UnaryOperator<String> change) throws IOException {
    edit(
        path,
        bytes ->
            change
                .apply(new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
  }

  private void delete(String path) throws StorageException {
    store.delete(object(path).key());
  }

  private static Stream<String> rungs() {
    return Ladder.DEFAULT.rungs().stream().map(Rung::name);
  }

  private static List<Integer> broken(Findings findings) {
    return findings.rules().stream()
        .filter(RuleResult::blocksPublication)
        .map(result -> result.rule().number())
        .toList();
  }

  @Test
  void aSoundTrackHasNoProblemAndOnlyWhatItsPublisherKnewIsUnchecked() throws Exception {
    Findings findings = readBack();

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.ok()).isTrue();
    assertThat(findings.rules()).hasSize(28);
    assertThat(findings.rules())
        .filteredOn(result -> result.outcome() == RuleResult.Outcome.NOT_CHECKED)
        .extracting(result -> result.rule().number())
        .containsExactly(13, 27, 28);
    assertThat(findings.renditions())
        .extracting(FoundRendition::name)
        .containsExactly(Stream.concat(rungs(), Stream.of("m4a")).toArray(String[]::new));
    assertThat(findings.renditions())
        .allSatisfy(found -> {
          assertThat(found.seconds()).isBetween(3.2999, 3.3001);
          assertThat(found.measured().integratedLufs().orElseThrow()).isBetween(-14.3, -13.7);
          assertThat(found.measured().truePeakDbtp().orElseThrow()).isLessThan(0);
        });
  }

  @Test
  void aMissingSegmentIsNamed() throws Exception {
    delete("med/segment_g0001a_00001.ts");

    Findings findings = readBack();

    assertThat(findings.faults()).contains("“med/segment_g0001a_00001.ts” is missing.");
    assertThat(broken(findings)).contains(17);
  }

  @Test
  void aMissingM4aIsNamedAndTheRungsAreStillHeard() throws Exception {
    delete("Short piece.m4a");

    Findings findings = readBack();

    assertThat(findings.faults()).containsExactly("“Short piece.m4a” is missing.");
    assertThat(findings.renditions())
        .extracting(FoundRendition::name)
        .containsExactly(rungs().toArray(String[]::new));
  }

  @Test
  void aMissingPlaylistBreaksItsRule() throws Exception {
    delete("playlist.m3u8");
    assertThat(broken(readBack())).contains(1);

    delete("low/playlist.m3u8");
    assertThat(broken(readBack())).contains(9);
  }

  @Test
  void aSegmentThatIsNotListedIsFound() throws Exception {
    StoredObject listed = object("low/segment_g0001a_00000.ts");
    store.copy(listed.key(), listed.key().replace("00000", "00007"), PutOptions.defaults());

    assertThat(broken(readBack())).containsExactly(17);
  }

  @Test
  void aDamagedSegmentIsHeard() throws Exception {
    edit(
        "high/segment_g0001a_00000.ts",
        bytes -> {
          for (int i = bytes.length / 2; i < bytes.length / 2 + 40; i++) {
            bytes[i] ^= 0x55;
          }
          return bytes;
        });

    assertThat(readBack().ok()).isFalse();
  }

  @Test
  void anM4aOfOtherPacketsIsNotTakenForTheTrack() throws Exception {
    edit(
        "Short piece.m4a",
        bytes -> {
          bytes[bytes.length - 50] ^= 1;
          return bytes;
        });

    assertThat(readBack().faults())
        .containsExactly(
            "“Short piece.m4a” does not hold the same packets as the rung it is made from.");
  }

  @Test
  void metadataThatSaysSomethingElseIsSaidFieldByField() throws Exception {
    editText(
        "metadata.json",
        text ->
            text.replace("\"artist\" : \"Unknown Artist\"", "\"artist\" : null")
                .replace("\"duration\" : 3", "\"duration\" : 9")
                .replaceFirst("\"integrated_lufs\" : -1[34]", "\"integrated_lufs\" : -16")
                .replace("\"med\", \"high\"", "\"high\", \"med\"")
                .replace("2026-02-03T04:05:06Z", "yesterday"));

    assertThat(String.join("\n", readBack().faults()))
        .contains("“artist” is no text")
        .contains("“duration” is 9 s, and the track lasts 3.3 s")
        .contains("low loudness (LUFS) was found to be")
        .contains("“qualities” are not " + rungs().toList())
        .contains("“processed_at” is no time in UTC");
  }

  @Test
  void metadataThatIsNoJsonIsSaid() throws Exception {
    editText("metadata.json", text -> "[".repeat(5000));

    assertThat(readBack().faults()).containsExactly("“metadata.json”: it is no JSON document.");
  }

  @Test
  void aPlaylistThatLeadsElsewhereIsNotFollowed() throws Exception {
    editText(
        "low/playlist.m3u8",
        text -> text.replace("segment_g0001a_00000.ts", "../../../secret/segment.ts"));

    assertThat(String.join("\n", readBack().faults()))
        .contains("names “../../../secret/segment.ts”, which is not beside it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#EXT-X-DATERANGE:ID=\"a\",CLASS=\"com.apple.hls.interstitial\",START-DATE=\"2026-01-01T00:00:00Z\",X-ASSET-LIST=\"https://elsewhere.example/list\"",
        "#EXT-X-KEY:METHOD=AES-128,URI=\"https://elsewhere.example/key\"",
        "#EXT-X-MAP:URI=\"https://elsewhere.example/init.mp4\"",
        "#EXT-X-A-TAG-OF-NEXT-YEAR:URI=\"//elsewhere.example\""
      })
  void aTagThatTheProgramDoesNotWriteBreaksRule2(String tag) throws Exception {
    editText("low/playlist.m3u8", text -> text.replace("#EXTINF", tag + "\n#EXTINF"));

    assertThat(broken(readBack())).contains(2);
  }

  @Test
  void aForeignTagInTheMultivariantPlaylistBreaksRule2Too() throws Exception {
    editText(
        "playlist.m3u8",
        text -> text + "#EXT-X-SESSION-DATA:DATA-ID=\"a\",URI=\"https://elsewhere.example/\"\n");

    assertThat(broken(readBack())).contains(2);
  }

  @Test
  void wrongHeadersBreakTheirRules() throws Exception {
    StoredObject object = object("playlist.m3u8");
    store.copy(
        object.key(),
        object.key(),
        PutOptions.defaults()
            .withContentType("text/plain")
            .withCacheControl("public, max-age=31536000"));

    assertThat(broken(readBack())).containsExactly(25, 26);
  }

  @Test
  void nothingAtAllIsOneSentence() throws Exception {
    Findings findings = PublishedTracks.readBack(store, "Unheard.wav", folder);

    assertThat(findings.problems())
        .containsExactly("Nothing is published under the name “Unheard”.");
  }

  @Test
  void aStoreThatMayNotListLeavesOnlyTheUnlistedUnknown() throws Exception {
    ObjectStore noListing =
        new FlakyObjectStore(
            store,
            (call, operation, key) ->
                operation == Faults.Operation.LIST
                    ? new Faults.FailBefore(StorageException.Kind.DENIED)
                    : new Faults.None());

    Findings findings = PublishedTracks.readBack(noListing, NAME, folder);

    assertThat(findings.ok()).isTrue();
    assertThat(findings.rules().get(16).outcome()).isEqualTo(RuleResult.Outcome.NOT_CHECKED);
  }

  @Test
  void aStoreThatIsAwayIsNotTheTracksFault() {
    ObjectStore away =
        new FlakyObjectStore(
            store, Faults.atCall(5, new Faults.FailBefore(StorageException.Kind.UNAVAILABLE)));

    assertThatThrownBy(() -> PublishedTracks.readBack(away, NAME, folder))
        .isInstanceOfSatisfying(
            ProcessingException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.STORE_AWAY));
  }

  @Test
  void aCutDownloadIsDamageAndNotTheEnd() throws Exception {
    ObjectStore cut =
        new FlakyObjectStore(
            store,
            Faults.at(
                Faults.Operation.GET, "low/segment_g0001a_00000.ts", new Faults.Truncate(188)));

    assertThat(PublishedTracks.readBack(cut, NAME, folder).faults())
        .contains(
            "“low/segment_g0001a_00000.ts” is not what was stored: its bytes were damaged or just"
                + " replaced.");
  }

  @Test
  void whateverTheBytesAreTheEndIsAListOfSentences() throws Exception {
    List<StoredObject> objects;
    try (Stream<StoredObject> listed = store.list("")) {
      objects = listed.toList();
    }
    Random random = new Random(20260203);
    int noticed = 0;
    for (int mutant = 0; mutant < 24; mutant++) {
      StoredObject victim = objects.get(mutant % objects.size());
      byte[] whole;
      try (InputStream in = store.get(victim.key())) {
        whole = in.readAllBytes();
      }
      PublishedTracks.put(store, victim, mutated(whole, random));

      Findings findings = readBack();

      noticed += findings.ok() ? 0 : 1;
      assertThat(String.join(" ", findings.problems())).doesNotContainPattern("Exception|java[.]");
      PublishedTracks.put(store, victim, whole);
    }
    assertThat(noticed).isGreaterThan(12);
  }

  private static byte[] mutated(byte[] whole, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(whole, random.nextInt(whole.length));
      case 1 -> new byte[0];
      case 2 -> {
        byte[] noise = new byte[whole.length];
        random.nextBytes(noise);
        yield noise;
      }
      default -> {
        byte[] flipped = whole.clone();
        for (int i = 0; i < 20; i++) {
          flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
    };
  }
}
