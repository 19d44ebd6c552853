package org.audioprocessor.process.readback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.audioprocessor.hls.Ladder;
import org.audioprocessor.hls.Rung;
import org.audioprocessor.process.publish.PublishedTracks;
import org.audioprocessor.process.verify.Findings;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.folder.FolderObjectStore;
import org.audioprocessor.testing.AudioFiles;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Tracks of other ladders than the program's are read by their own. */
@ExtendWith(NativeOwnersAreFreed.class)
class PublishedLadderTest {
  /** As published before the program's ladder had its last rung. */
  private static final Ladder SHORTER =
      new Ladder(Ladder.DEFAULT.rungs().subList(0, Ladder.DEFAULT.rungs().size() - 1));

  private static final Rung EXTRA = new Rung("extra", 256_000, 48_000);
  private static final Ladder LONGER = longer();

  private static final String REFUSED = "“metadata.json” states a ladder that cannot be used. ";

  private static @TempDir Path shared;
  private static ObjectStore good;

  private @TempDir Path folder;
  private ObjectStore store;

  private static Ladder longer() {
    List<Rung> rungs = new ArrayList<>(Ladder.DEFAULT.rungs());
    rungs.removeIf(rung -> rung.bitRate() >= EXTRA.bitRate());
    rungs.add(EXTRA);
    return new Ladder(rungs);
  }

  @BeforeAll
  static void publishOnce() throws Exception {
    good = new FolderObjectStore(shared.resolve("store"));
    float[][] music = Signals.music(44_100, 5, Signals.at(-8, 3.3));
    Path shorter = AudioFiles.wav(shared.resolve("shorter.wav"), music, 44_100);
    PublishedTracks.publish(shorter, PublishedTracks.quick(2, SHORTER), good, shared);
    Path longer = AudioFiles.wav(shared.resolve("longer.wav"), music, 44_100);
    PublishedTracks.publish(longer, PublishedTracks.quick(2, LONGER), good, shared);
  }

  @AfterAll
  static void closeTheGoodOne() throws StorageException {
    good.close();
  }

  @BeforeEach
  void readTheGoodOne() {
    store = good;
  }

  private void editMetadata(String track, UnaryOperator<String> change) throws IOException {
    store = PublishedTracks.copy(good, folder.resolve("store"));
    StoredObject object = store.head(track + "/metadata.json").orElseThrow();
    try (InputStream in = store.get(object.key())) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      byte[] changed = change.apply(text).getBytes(StandardCharsets.UTF_8);
      PublishedTracks.put(store, object, changed);
    }
  }

  @AfterEach
  void close() throws StorageException {
    if (!store.equals(good)) {
      store.close();
    }
  }

  /** As by earlier versions and other programs. */
  private static String withoutLadder(String json) {
    String without = json.replaceFirst("(?s)\\s*\"ladder\" : \\[.*?\\],", "");
    assertThat(without).isNotEqualTo(json);
    return without;
  }

  private void assertThatIsSound(String fileName, Ladder ladder) throws Exception {
    Findings findings = PublishedTracks.readBack(store, fileName, folder);
    List<String> names = new ArrayList<>(ladder.rungs().stream().map(Rung::name).toList());
    names.add("m4a");

    assertThat(findings.problems()).isEmpty();
    assertThat(findings.ok()).isTrue();
    assertThat(findings.renditions()).extracting(FoundRendition::name).isEqualTo(names);
    assertThat(PublishedLadder.of(store, PublishedTracks.keys(fileName))).isEqualTo(ladder);
  }

  @Test
  void aTrackThatWasPublishedBeforeTheProgramHadAnotherRungIsSound() throws Exception {
    assertThatIsSound("shorter.wav", SHORTER);
  }

  @Test
  void soItIsWhereOnlyItsMultivariantPlaylistTellsTheRungs() throws Exception {
    editMetadata("shorter", PublishedLadderTest::withoutLadder);

    assertThatIsSound("shorter.wav", SHORTER);
  }

  @Test
  void aTrackWithARungThatTheProgramDoesNotKnowIsHeardInAllRungs() throws Exception {
    assertThatIsSound("longer.wav", LONGER);
  }

  @Test
  void withoutPlaylistAndMetadataTheLadderIsTheProgramsOwn() throws Exception {
    assertThat(PublishedLadder.of(store, PublishedTracks.keys("nothing.wav")))
        .isEqualTo(Ladder.DEFAULT);
    assertThat(PublishedLadder.listed("#EXTM3U")).isEqualTo(Ladder.DEFAULT);
  }

  @Test
  void theM4aIsTheHighestRungOfAtMost128kbs() {
    Rung tall = new Rung("tall", 192_000, 44_100);

    assertThat(Ladder.DEFAULT.m4aRung()).isEqualTo(new Rung("high", 128_000, 44_100));
    assertThat(LONGER.m4aRung()).isEqualTo(Ladder.DEFAULT.m4aRung());
    assertThat(new Ladder(List.of(tall, EXTRA)).m4aRung()).isEqualTo(tall);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|It must be a list of 1 to 9 rungs.",
        "[]|It must be a list of 1 to 9 rungs.",
        "['low']|Rung 1 needs a name",
        "[{'name':'../..','bit_rate':1,'sample_rate':48000}]|Rung 1 needs a name",
        "[{'name':'a/b','bit_rate':1,'sample_rate':48000}]|Rung 1 needs a name",
        "[{'name':'m4a','bit_rate':1,'sample_rate':48000}]|Rung 1 needs a name",
        "[{'name':'generations','bit_rate':1,'sample_rate':48000}]|Rung 1 needs a name",
        "[{'name':'aaaaaaaaaaaaaaaaa','bit_rate':1,'sample_rate':48000}]|Rung 1 needs a name",
        "[{'name':'a','bit_rate':-1,'sample_rate':48000}]|'a' needs a bit rate",
        "[{'name':'a','bit_rate':1e300,'sample_rate':48000}]|'a' needs a bit rate",
        "[{'name':'a','bit_rate':2000000000,'sample_rate':48000}]|'a' needs a bit rate",
        "[{'name':'a','bit_rate':1,'sample_rate':0}]|'a' needs a bit rate and a sample rate",
        "[{'name':'a','bit_rate':1,'sample_rate':2147483647}]|and a sample rate of 8 to 96 kHz",
        "[{'name':'a','bit_rate':1,'sample_rate':48000},{'name':'a','bit_rate':2,'sample_rate':48000}]|Two"
            + " rungs of the ladder have the same name.",
        "[{'name':'a','bit_rate':2,'sample_rate':48000},{'name':'b','bit_rate':1,'sample_rate':48000}]|from"
            + " low to high bit rate."
      },
      quoteCharacter = '`')
  void aLadderThatCannotBeOneIsRefusedInASentence(String ladder, String reason) {
    assertThatRefused(ladder, reason);
  }

  @Test
  void tenRungsAreTooMany() {
    List<String> rungs = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      rungs.add("{'name':'r%d','bit_rate':%d,'sample_rate':8000}".formatted(i, i));
    }

    assertThatRefused(rungs.toString(), "It must be a list of 1 to 9 rungs.");
  }

  private static void assertThatRefused(String ladder, String reason) {
    String json = "{'ladder':" + ladder + "}";
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThatIOException()
        .isThrownBy(() -> PublishedLadder.stated(bytes))
        .withMessageStartingWith(REFUSED)
        .withMessageContaining(reason)
        .withMessageEndingWith(" Process the track again.");
  }

  /** The check goes on with what the playlist lists; the player does not play. */
  @Test
  void aRefusedLadderIsSaidByTheCheckAndByThePlayer() throws Exception {
    editMetadata("shorter", json -> json.replaceFirst("\"name\" : \"low\"", "\"name\" : \"../x\""));

    assertThatIOException()
        .isThrownBy(() -> PublishedLadder.of(store, PublishedTracks.keys("shorter.wav")))
        .withMessageStartingWith(REFUSED);
    Findings findings = PublishedTracks.readBack(store, "shorter.wav", folder);
    assertThat(findings.faults()).singleElement().asString().startsWith(REFUSED);
    assertThat(findings.renditions()).hasSize(SHORTER.rungs().size() + 1);
  }
}
