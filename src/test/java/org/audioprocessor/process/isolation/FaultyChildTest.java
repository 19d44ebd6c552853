package org.audioprocessor.process.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.isolation.FaultyChild.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a decoder may do to its process fails one track, with a sentence. */
class FaultyChildTest {
  @TempDir static Path folder;
  private static Children children;

  /** A busy machine makes any child slow: only of the one that hangs so little is expected. */
  private static Children impatient;

  private static Path music;

  @BeforeAll
  static void open() throws IOException {
    ChildLimits limits =
        ChildLimits.of(MediaLimits.DEFAULT).withMemoryBytes(300L << 20).withDiskBytes(40L << 20);
    children = Children.faulty(folder, limits);
    impatient =
        Children.faulty(folder.resolve("impatient"), limits.withStall(Duration.ofSeconds(3)));
    music = children.music("NONE.wav", 1);
  }

  @AfterAll
  static void close() throws IOException {
    children.close();
    impatient.close();
  }

  private static Path file(Fault fault) throws IOException {
    Path file = folder.resolve(fault + ".wav");
    return Files.exists(file) ? file : Files.copy(music, file);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "NONE",
        "HANG",
        "CODER_HANG",
        "BABBLE",
        "TELL",
        "CONNECT",
        "ATTACK",
        "SAME_PROGRESS_FAST",
        "SAME_PROGRESS_SLOW"
      })
  void itFailsTheTrackAndTheNextOneIsMade(Fault fault) throws Exception {
    ProcessingException failure = failure(children, file(fault));

    assertThat(failure.kind()).isEqualTo(FailureKind.DECODER_CRASHED);
    assertThat(failure.sentence()).startsWith(sentence(fault)).endsWith(".");
    assertThat(children.render(music).delivery().renditions()).hasSize(3);
  }

  private static String sentence(Fault fault) {
    return switch (fault) {
      case SEGFAULT, CODER_SEGFAULT, EXIT, KILL -> "The decoder crashed on this file.";
      case DISK -> "Processing this file writes more to the disk";
      case JAVA_MEMORY, NATIVE_MEMORY -> "Decoding this file takes more memory";
      default -> "The decoder of this file sent invalid data";
    };
  }

  @Test
  void thePatienceWithACoderIsAMinute() {
    assertThat(ChildLimits.of(MediaLimits.DEFAULT).stall()).isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @EnumSource(names = {"HANG", "CODER_HANG"})
  void aTrackThatHangsIsStalledAndTheNextOneIsMade(Fault fault) throws Exception {
    ProcessingException failure = failure(impatient, file(fault));

    assertThat(failure.kind()).isEqualTo(FailureKind.STALLED);
    assertThat(failure.sentence()).startsWith("The work on this file made no progress");
    await()
        .ignoreException(ProcessingException.class)
        .untilAsserted(
            () -> assertThat(impatient.render(music).delivery().renditions()).hasSize(3));
  }

  @Test
  void endlessProgressIsStoppedByItsNumber() throws Exception {
    try (Children few =
        Children.faulty(
            folder.resolve("few"), ChildLimits.of(MediaLimits.DEFAULT).withProgressFrames(1_000))) {
      ProcessingException failure = failure(few, file(Fault.SAME_PROGRESS_FAST));

      assertThat(failure.kind()).isEqualTo(FailureKind.DECODER_CRASHED);
      assertThat(failure.sentence()).startsWith("The decoder of this file sent invalid data");
    }
  }

  @Test
  void progressThatSaysNothingNewIsStalled() throws Exception {
    try (Children hasty =
        Children.faulty(
            folder.resolve("hasty"),
            ChildLimits.of(MediaLimits.DEFAULT).withStall(Duration.ofMillis(500)))) {
      assertThat(failure(hasty, file(Fault.SAME_PROGRESS_SLOW)).kind())
          .isEqualTo(FailureKind.STALLED);
    }
  }

  private static ProcessingException failure(Children of, Path file) throws IOException {
    try {
      of.render(file);
      throw new AssertionError("it was made");
    } catch (ProcessingException e) {
      return e;
    }
  }

  @Test
  void aCrashLeavesAFileInTheLogFolderAndNoCoreDump() throws Exception {
    failure(children, file(Fault.SEGFAULT));

    assertThat(names(folder.resolve("logs")))
        .anySatisfy(name -> assertThat(name).matches("child-[0-9]+-crash\\.log"));
    assertThat(names(Path.of(""))).noneSatisfy(name -> assertThat(name).startsWith("core"));
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of.toAbsolutePath())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aChildThatTalksTooMuchIsNotListenedToForEver() throws Exception {
    assertThat(children.render(file(Fault.BABBLE)).delivery().renditions()).hasSize(3);
  }
}
