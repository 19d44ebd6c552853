package org.audioprocessor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.intake.AddUploads.Added;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.testing.Faults;
import org.audioprocessor.testing.FlakyObjectStore;
import org.audioprocessor.testing.StrangeNames;
import org.audioprocessor.testing.TestBucket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "S3")
class AddUploadsTest {
  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // opened before the first test of a kind
  private static IntakeFixture bench;

  /** The kind is for {@link #open}; the bench is shared by its tests. */
  AddUploadsTest(TestBucket.Kind kind) {
    assertThat(bench.kind()).isEqualTo(kind);
  }

  @BeforeParameterizedClassInvocation
  static void open(TestBucket.Kind kind) throws IOException, QueueException {
    bench = new IntakeFixture(kind, folder.resolve(kind.name()));
  }

  @BeforeEach
  void empty() throws IOException {
    bench.empty();
  }

  @AfterParameterizedClassInvocation
  static void close() throws IOException {
    bench.close();
  }

  private List<Path> journal() throws IOException {
    Path journal = bench.folder.resolve("adding");
    try (Stream<Path> files = Files.list(journal)) {
      return files.toList();
    }
  }

  /** Fails as a process that dies after its put, before its row. */
  private AddUploads dyingAfterThePut() {
    Faults after =
        Faults.at(
            Faults.Operation.PUT, "", new Faults.FailAfter(StorageException.Kind.UNAVAILABLE));
    return bench.adding(new FlakyObjectStore(bench.store, after));
  }

  private List<UploadRow> rows(String fileName) throws QueueException {
    return bench.queue.byFileName(fileName);
  }

  @Test
  void anAddedFileStandsUnderTheRawPrefixAndWaits() throws Exception {
    Path file = bench.wav("Song one.wav", 0.5);

    Added added = bench.adding().add(file, false);

    assertThat(bench.store.get("tracks/Song one.wav").readAllBytes())
        .isEqualTo(Files.readAllBytes(file));
    UploadRow row = bench.queue.get(added.upload().uploadId()).orElseThrow();
    assertThat(row.status()).isEqualTo(UploadStatus.WAITING);
    assertThat(row.upload().fileName()).isEqualTo("Song one.wav");
    assertThat(added.announcements()).isEmpty();
    assertThat(added.bytes()).isEqualTo(Files.size(file));
    assertThat(journal()).isEmpty();
  }

  @Test
  void theSameFileTwiceIsASecondGenerationAndIsNotCopiedAgain() throws Exception {
    Path file = bench.wav("Song.wav", 0.5);
    bench.adding().add(file, false);

    Added second = bench.adding().add(file, false);

    assertThat(second.announcements())
        .anyMatch(line -> line.contains("“Song” already exists"))
        .anyMatch(line -> line.contains("not copied again"));
    assertThat(rows("Song.wav")).hasSize(2);
  }

  /** A check, a trigger, a narrow column or a missing character are all refusals of the INSERT. */
  @Test
  void aRowThatTheTableRefusesIsRefusedBeforeItsFileIsPutAndHindersNoOther() throws Exception {
    bench.sql("ALTER TABLE Uploads ADD CONSTRAINT no_x CHECK (file_name NOT LIKE 'refused%')");
    try {
      assertThatThrownBy(() -> bench.adding().add(bench.wav("refused.wav", 0.5), false))
          .isInstanceOfSatisfying(
              IntakeException.class,
              e -> assertThat(e.kind()).isEqualTo(IntakeException.Kind.REFUSED))
          .hasMessageStartingWith("The platform's table refuses this row: ");
      assertThat(bench.listed("tracks/")).isEmpty();
      assertThat(journal()).isEmpty();

      assertThat(bench.adding().finishInterrupted()).isEmpty();
      bench.adding().add(bench.wav("plain.wav", 0.5), false);
      assertThat(rows("plain.wav")).hasSize(1);
    } finally {
      bench.sql("ALTER TABLE Uploads DROP CONSTRAINT no_x");
    }
  }

  @Test
  void anInterruptedAdditionThatTheTableRefusesIsGivenUpAndHindersNoOther() throws Exception {
    Path refused = bench.wav("refused.wav", 0.5);
    assertThatThrownBy(() -> dyingAfterThePut().add(refused, false)).isNotNull();
    assertThat(journal()).hasSize(1);
    bench.sql("ALTER TABLE Uploads ADD CONSTRAINT no_x CHECK (file_name NOT LIKE 'refused%')");
    try {
      assertThat(bench.adding().finishInterrupted()).isEmpty();
      assertThat(journal()).isEmpty();
    } finally {
      bench.sql("ALTER TABLE Uploads DROP CONSTRAINT no_x");
    }
  }

  @Test
  void aNameThatOnlyLooksTheSameIsAnotherTrackAndIsAnnounced() throws Exception {
    bench.adding().add(bench.wav("Caf\u00e9.wav", 0.5), false);

    Added twin = bench.adding().add(bench.wav("Cafe\u0301.wav", 0.5), false);

    assertThat(twin.announcements())
        .singleElement()
        .asString()
        .contains("looks like that of the track “Caf\u00e9”", "They are two tracks");
    assertThat(bench.listed("tracks/"))
        .containsExactlyInAnyOrder("tracks/Caf\u00e9.wav", "tracks/Cafe\u0301.wav");
  }

  @Test
  void aFileOfTheSameTrackIsAnnounced() throws Exception {
    bench.adding().add(bench.wav("Song.wav", 0.5), false);

    Added second = bench.adding().add(bench.wav("Song.aiff", 0.5), false);

    assertThat(second.announcements()).singleElement().asString().contains("“Song”");
  }

  @Test
  void otherBytesOfTheSameNameReplaceTheRawFileAndAreAnnounced() throws Exception {
    bench.adding().add(bench.wav("Song.wav", 0.5), false);
    Path other = bench.wav("Song.wav", 0.25);

    Added second = bench.adding().add(other, false);

    assertThat(second.announcements()).anyMatch(line -> line.contains("is replaced"));
    assertThat(bench.store.get("tracks/Song.wav").readAllBytes())
        .isEqualTo(Files.readAllBytes(other));
  }

  @Test
  void whatIsNoAudioIsRefusedAndLeavesNothing() throws Exception {
    Path text = Files.writeString(folder.resolve("List.mp3"), "bread, milk, eggs\n".repeat(99));

    assertThatThrownBy(() -> bench.adding().add(text, false))
        .isInstanceOfSatisfying(
            IntakeException.class,
            e -> assertThat(e.kind()).isEqualTo(IntakeException.Kind.REFUSED))
        .hasMessageContaining("List.mp3");
    assertThat(bench.listed("")).isEmpty();
    assertThat(rows("List.mp3")).isEmpty();
    assertThat(journal()).isEmpty();
  }

  @Test
  void whatIsNoAudioCanBeAddedAnywayWithAWarning() throws Exception {
    Path text = Files.writeString(folder.resolve("List.mp3"), "bread, milk, eggs\n".repeat(99));

    Added added = bench.adding().add(text, true);

    assertThat(added.announcements()).singleElement().asString().startsWith("Added with a warning");
    assertThat(rows("List.mp3")).hasSize(1);
  }

  @Test
  void aMissingFileIsRefusedEvenAnyway() {
    assertThatThrownBy(() -> bench.adding().add(folder.resolve("nowhere.wav"), true))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("nowhere.wav");
  }

  @Test
  void aNameThatCannotEnterTheBucketIsRefused() {
    Path file = bench.wav("right\u202Eleft.wav", 0.5);

    assertThatThrownBy(() -> bench.adding().add(file, false))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("direction of writing");
  }

  @Test
  void withoutRoomNothingIsPut() throws Exception {
    Path file = bench.wav("Song.wav", 0.5);
    long bytes = Files.size(file);
    ObjectStore small = new FlakyObjectStore(bench.store, Faults.none()).withUsableBytes(3 * bytes);
    AddUploads full = bench.adding(small);

    assertThatThrownBy(() -> full.add(file, false))
        .isInstanceOfSatisfying(
            IntakeException.class,
            e -> assertThat(e.kind()).isEqualTo(IntakeException.Kind.ENVIRONMENT))
        .hasMessageContaining("free space");
    assertThat(bench.listed("")).isEmpty();
  }

  @Test
  void anAdditionThatEndedAfterItsPutIsFinishedByTheNextRun() throws Exception {
    Path file = bench.wav("Song.wav", 0.5);
    assertThatThrownBy(() -> dyingAfterThePut().add(file, false))
        .isInstanceOf(IntakeException.class);
    assertThat(rows("Song.wav")).isEmpty();

    List<Upload> finished = bench.adding().finishInterrupted();

    assertThat(finished).extracting(Upload::fileName).containsExactly("Song.wav");
    assertThat(rows("Song.wav")).hasSize(1);
    assertThat(journal()).isEmpty();
    assertThat(bench.adding().finishInterrupted()).isEmpty();
  }

  @Test
  void repeatingAnInterruptedAdditionMakesOneUpload() throws Exception {
    Path file = bench.wav("Song.wav", 0.5);
    assertThatThrownBy(() -> dyingAfterThePut().add(file, false))
        .isInstanceOf(IntakeException.class);

    bench.adding().add(file, false);

    assertThat(bench.adding().finishInterrupted()).isEmpty();
    assertThat(rows("Song.wav")).hasSize(1);
  }

  @Test
  void anAdditionWhoseFileNeverCameIsForgottenAfterADay() throws Exception {
    Path file = bench.wav("Song.wav", 0.5);
    Faults before =
        Faults.at(
            Faults.Operation.PUT, "", new Faults.FailBefore(StorageException.Kind.UNAVAILABLE));
    AddUploads away = bench.adding(new FlakyObjectStore(bench.store, before));
    assertThatThrownBy(() -> away.add(file, false)).isInstanceOf(IntakeException.class);

    assertThat(bench.adding().finishInterrupted()).isEmpty();
    assertThat(journal()).hasSize(1);
    Instant twoDaysAgo = Instant.now().minus(Duration.ofDays(2));
    Files.setLastModifiedTime(journal().getFirst(), FileTime.from(twoDaysAgo));
    assertThat(bench.adding().finishInterrupted()).isEmpty();

    assertThat(journal()).isEmpty();
    assertThat(rows("Song.wav")).isEmpty();
  }

  @Test
  void twoHundredStrangeNamesCanBeAdded() throws Exception {
    byte[] sound = Files.readAllBytes(bench.wav("sound.wav", 0.5));
    Path uploads = Files.createDirectories(folder.resolve("uploads"));
    AddUploads add = bench.adding();
    for (String name : StrangeNames.seeded(42, 200)) {
      Path file = Files.write(uploads.resolve(name), sound);
      try {
        add.add(file, false);
      } catch (IntakeException e) {
        assertThat(e.kind()).as(name).isEqualTo(IntakeException.Kind.REFUSED);
        assertThat(e).as(name).hasMessageContaining("cannot be used");
        assertThat(rows(name)).as(name).isEmpty();
        continue;
      }
      assertThat(rows(name)).as(name).hasSize(1);
      assertThat(bench.store.exists("tracks/" + name)).as(name).isTrue();
    }
    assertThat(bench.queue.counts().get(UploadStatus.WAITING)).isGreaterThan(150);
  }
}
