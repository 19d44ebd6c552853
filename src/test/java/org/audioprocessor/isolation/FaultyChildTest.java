package org.audioprocessor.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.audioprocessor.isolation.FaultyChild.Fault;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.pipeline.FailureKind;
import org.audioprocessor.pipeline.ProcessingException;
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
  private static Path music;

  @BeforeAll
  static void open() throws IOException {
    ChildLimits limits =
        ChildLimits.of(MediaLimits.DEFAULT)
            .withStall(Duration.ofSeconds(3))
            .withMemoryBytes(300L << 20);
    children = Children.faulty(folder, limits);
    music = children.music("NONE.wav", 1);
  }

  @AfterAll
  static void close() throws IOException {
    children.close();
  }

  private static Path file(Fault fault) throws IOException {
    Path file = folder.resolve(fault + ".wav");
    return Files.exists(file) ? file : Files.copy(music, file);
  }

  private static FailureKind expected(Fault fault) {
    return fault == Fault.HANG ? FailureKind.STALLED : FailureKind.DECODER_CRASHED;
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "BABBLE", "TELL", "CONNECT"})
  void itFailsTheTrackAndTheNextOneIsMade(Fault fault) throws Exception {
    ProcessingException failure = failure(file(fault));

    assertThat(failure.kind()).isEqualTo(expected(fault));
    assertThat(failure.sentence()).startsWith(sentence(fault)).endsWith(".");
    assertThat(children.make(music).delivery().renditions()).hasSize(3);
  }

  private static String sentence(Fault fault) {
    return switch (fault) {
      case SEGFAULT, EXIT, KILL -> "The decoder crashed on this file.";
      case HANG -> "The work on this file made no progress";
      case JAVA_MEMORY, NATIVE_MEMORY -> "Decoding this file takes more memory";
      default -> "The decoder of this file went wrong";
    };
  }

  private static ProcessingException failure(Path file) throws IOException {
    try {
      children.make(file);
      throw new AssertionError("it was made");
    } catch (ProcessingException e) {
      return e;
    }
  }

  @Test
  void aCrashLeavesAFileInTheLogFolderAndNoCoreDump() throws Exception {
    failure(file(Fault.SEGFAULT));

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
    assertThat(children.make(file(Fault.BABBLE)).delivery().renditions()).hasSize(3);
  }
}
