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
  private static IntakeFixture fixture;

  /** The kind is for {@link #open}; the bench is shared by its tests. */
  AddUploadsTest(TestBucket.Kind kind) {
    assertThat(fixture.kind()).isEqualTo(kind);
  }

  @BeforeParameterizedClassInvocation
  static void open(TestBucket.Kind kind) throws IOException, QueueException {
    fixture = new IntakeFixture(kind, folder.resolve(kind.name()));
  }

  @BeforeEach
  void empty() throws IOException {
    fixture.empty();
  }

  @AfterParameterizedClassInvocation
  static void close() throws IOException {
    fixture.close();
  }

  private List<Path> journal() throws IOException {
    try (Stream<Path> files = Files.list(fixture.folder.resolve("adding"))) {
      return files.toList();
    }
  }

  /** Fails as a process that dies after its put, before its row. */
  private AddUploads dyingAfterThePut() {
    Faults after =
        Faults.at(
            Faults.Operation.PUT, "", new Faults.FailAfter(StorageException.Kind.UNAVAILABLE));
    return fixture.adding(new FlakyObjectStore(fixture.store, after));
  }

  private List<UploadRow> rows(String fileName) throws QueueException {
    return fixture.queue.byFileName(fileName);
  }

  @Test
  void anAddedFileStandsUnderTheRawPrefixAndWaits() throws Exception {
    Path file = fixture.wav("Song one.wav", 0.5);

    Added added = fixture.adding().add(file, false);

    assertThat(fixture.store.get("tracks/Song one.wav").readAllBytes())
        .isEqualTo(Files.readAllBytes(file));
    UploadRow row = fixture.queue.get(added.upload().uploadId()).orElseThrow();
    assertThat(row.status()).isEqualTo(UploadStatus.WAITING);
    assertThat(row.upload().fileName()).isEqualTo("Song one.wav");
    assertThat(added.announcements()).isEmpty();
    assertThat(added.bytes()).isEqualTo(Files.size(file));
    assertThat(journal()).isEmpty();
  }

  @Test
  void theSameFileTwiceIsASecondGenerationAndIsNotCopiedAgain() throws Exception {
    Path file = fixture.wav("Song.wav", 0.5);
    fixture.adding().add(file, false);

    Added second = fixture.adding().add(file, false);

    assertThat(second.announcements())
        .anyMatch(line -> line.contains("“Song” already exists"))
        .anyMatch(line -> line.contains("not copied again"));
    assertThat(rows("Song.wav")).hasSize(2);
  }

  /** A check, a trigger, a narrow column or a missing character are all refusals of the INSERT. */
  @Test
  void aRowThatTheTableRefusesIsRefusedBeforeItsFileIsPutAndHindersNoOther() throws Exception {
    fixture.sql("ALTER TABLE Uploads ADD CONSTRAINT no_x CHECK (file_name NOT LIKE 'refused%')");
    try {
      assertThatThrownBy(() -> fixture.adding().add(fixture.wav("refused.wav", 0.5), false))
          .isInstanceOfSatisfying(
              IntakeException.class,
              e -> assertThat(e.kind()).isEqualTo(IntakeException.Kind.REFUSED))
          .hasMessageStartingWith("The platform's table refuses this row: ");
      assertThat(fixture.listed("tracks/")).isEmpty();
      assertThat(journal()).isEmpty();

      assertThat(fixture.adding().finishInterrupted()).isEmpty();
      fixture.adding().add(fixture.wav("plain.wav", 0.5), false);
      assertThat(rows("plain.wav")).hasSize(1);
    } finally {
      fixture.sql("ALTER TABLE Uploads DROP CONSTRAINT no_x");
    }
  }

  @Test
  void anInterruptedAdditionThatTheTableRefusesIsGivenUpAndHindersNoOther() throws Exception {
    Path refused = fixture.wav("refused.wav", 0.5);
    assertThatThrownBy(() -> dyingAfterThePut().add(refused, false)).isNotNull();
    assertThat(journal()).hasSize(1);
    fixture.sql("ALTER TABLE Uploads ADD CONSTRAINT no_x CHECK (file_name NOT LIKE 'refused%')");
    try {
      assertThat(fixture.adding().finishInterrupted()).isEmpty();
      assertThat(journal()).isEmpty();
    } finally {
      fixture.sql("ALTER TABLE Uploads DROP CONSTRAINT no_x");
    }
  }

  @Test
  void aNameThatOnlyLooksTheSameIsAnotherTrackAndIsAnnounced() throws Exception {
    fixture.adding().add(fixture.wav("Caf\u00e9.wav", 0.5), false);

    Added twin = fixture.adding().add(fixture.wav("Cafe\u0301.wav", 0.5), false);

    assertThat(twin.announcements())
        .singleElement()
        .asString()
        .contains("looks like that of the track “Caf\u00e9”", "They are two tracks");
    assertThat(fixture.listed("tracks/"))
        .containsExactlyInAnyOrder("tracks/Caf\u00e9.wav", "tracks/Cafe\u0301.wav");
  }

  @Test
  void aFileOfTheSameTrackIsAnnounced() throws Exception {
    fixture.adding().add(fixture.wav("Song.wav", 0.5), false);

    Added second = fixture.adding().add(fixture.wav("Song.aiff", 0.5), false);

    assertThat(second.announcements()).singleElement().asString().contains("“Song”");
  }

  @Test
  void otherBytesOfTheSameNameReplaceTheRawFileAndAreAnnounced() throws Exception {
    fixture.adding().add(fixture.wav("Song.wav", 0.5), false);
    Path other = fixture.wav("Song.wav", 0.25);

    Added second = fixture.adding().add(other, false);

    assertThat(second.announcements()).anyMatch(line -> line.contains("is replaced"));
    assertThat(fixture.store.get("tracks/Song.wav").readAllBytes())
        .isEqualTo(Files.readAllBytes(other));
  }

  @Test
  void whatIsNoAudioIsRefusedAndLeavesNothing() throws Exception {
    Path text = Files.writeString(folder.resolve("List.mp3"), "bread, milk, eggs\n".repeat(99));

    assertThatThrownBy(() -> fixture.adding().add(text, false))
        .isInstanceOfSatisfying(
            IntakeException.class,
            e -> assertThat(e.kind()).isEqualTo(IntakeException.Kind.REFUSED))
        .hasMessageContaining("List.mp3");
    assertThat(fixture.listed("")).isEmpty();
    assertThat(rows("List.mp3")).isEmpty();
    assertThat(journal()).isEmpty();
  }

  @Test
  void whatIsNoAudioCanBeAddedAnywayWithAWarning() throws Exception {
    Path text = Files.writeString(folder.resolve("List.mp3"), "bread, milk, eggs\n".repeat(99));

    Added added = fixture.adding().add(text, true);

    assertThat(added.announcements()).singleElement().asString().startsWith("Added with a warning");
    assertThat(rows("List.mp3")).hasSize(1);
  }

  @Test
  void aMissingFileIsRefusedEvenAnyway() {
    assertThatThrownBy(() -> fixture.adding().add(folder.resolve("nowhere.wav"), true))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("nowhere.wav");
  }

  @Test
  void aNameThatCannotEnterTheBucketIsRefused() {
    Path file = fixture.wav("right\u202Eleft.wav", 0.5);

    assertThatThrownBy(() -> fixture.adding().add(file, false))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("direction of writing");
  }

  @Test
  void withoutRoomNothingIsPut() throws Exception {
    Path file = fixture.wav("Song.wav", 0.5);
    long usable = 3 * Files.size(file);
    ObjectStore small = new FlakyObjectStore(fixture.store, Faults.none()).withUsableBytes(usable);
    AddUploads full = fixture.adding(small);

    assertThatThrownBy(() -> full.add(file, false))
        .isInstanceOfSatisfying(
            IntakeException.class,
            e -> assertThat(e.kind()).isEqualTo(IntakeException.Kind.ENVIRONMENT))
        .hasMessageContaining("free space");
    assertThat(fixture.listed("")).isEmpty();
  }

  @Test
  void anAdditionThatEndedAfterItsPutIsFinishedByTheNextRun() throws Exception {
    Path file = fixture.wav("Song.wav", 0.5);
    assertThatThrownBy(() -> dyingAfterThePut().add(file, false))
        .isInstanceOf(IntakeException.class);
    assertThat(rows("Song.wav")).isEmpty();

    List<Upload> finished = fixture.adding().finishInterrupted();

    assertThat(finished).extracting(Upload::fileName).containsExactly("Song.wav");
    assertThat(rows("Song.wav")).hasSize(1);
    assertThat(journal()).isEmpty();
    assertThat(fixture.adding().finishInterrupted()).isEmpty();
  }

  @Test
  void repeatingAnInterruptedAdditionMakesOneUpload() throws Exception {
    Path file = fixture.wav("Song.wav", 0.5);
    assertThatThrownBy(() -> dyingAfterThePut().add(file, false))
        .isInstanceOf(IntakeException.class);

    fixture.adding().add(file, false);

    assertThat(fixture.adding().finishInterrupted()).isEmpty();
    assertThat(rows("Song.wav")).hasSize(1);
  }

  @Test
  void anAdditionWhoseFileNeverCameIsForgottenAfterADay() throws Exception {
    Path file = fixture.wav("Song.wav", 0.5);
    Faults before =
        Faults.at(
            Faults.Operation.PUT, "", new Faults.FailBefore(StorageException.Kind.UNAVAILABLE));
    AddUploads away = fixture.adding(new FlakyObjectStore(fixture.store, before));
    assertThatThrownBy(() -> away.add(file, false)).isInstanceOf(IntakeException.class);

    assertThat(fixture.adding().finishInterrupted()).isEmpty();
    assertThat(journal()).hasSize(1);
    Instant twoDaysAgo = Instant.now().minus(Duration.ofDays(2));
    Files.setLastModifiedTime(journal().getFirst(), FileTime.from(twoDaysAgo));
    assertThat(fixture.adding().finishInterrupted()).isEmpty();

    assertThat(journal()).isEmpty();
    assertThat(rows("Song.wav")).isEmpty();
  }

  @Test
  void twoHundredStrangeNamesCanBeAdded() throws Exception {
    byte[] sound = Files.readAllBytes(fixture.wav("sound.wav", 0.5));
    Path uploads = Files.createDirectories(folder.resolve("uploads"));
    AddUploads add = fixture.adding();
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
      assertThat(fixture.store.exists("tracks/" + name)).as(name).isTrue();
    }
    assertThat(fixture.queue.counts().get(UploadStatus.WAITING)).isGreaterThan(150);
  }
}
