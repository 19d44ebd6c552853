package org.audioprocessor.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
  @TempDir Path workspace;

  @Test
  void aSecondStartHandsItsFilesOver() throws IOException {
    try (SingleInstance first = SingleInstance.acquire(workspace).orElseThrow()) {
      assertThat(SingleInstance.acquire(workspace)).isEmpty();
      assertThat(first.received()).isEmpty();
      SingleInstance.handOver(
          workspace, List.of(Path.of("/music/a b.wav"), Path.of("/music/ö.mp3")));
      assertThat(first.received())
          .contains(List.of(Path.of("/music/a b.wav"), Path.of("/music/ö.mp3")));
      assertThat(first.received()).as("once").isEmpty();
    }
  }

  @Test
  void aSecondStartWithoutFilesStillComesToTheFront() throws IOException {
    try (SingleInstance first = SingleInstance.acquire(workspace).orElseThrow()) {
      SingleInstance.handOver(workspace, List.of());
      assertThat(first.received()).contains(List.of());
    }
  }

  @Test
  void afterTheFirstHasEndedTheNextIsFirst() throws IOException {
    SingleInstance.acquire(workspace).orElseThrow().close();
    try (SingleInstance next = SingleInstance.acquire(workspace).orElseThrow()) {
      assertThat(next.received()).isEmpty();
    }
  }

  @Test
  void aLetterThatIsNotTextDoesNotKeepLaterOnesFromBeingRead() throws IOException {
    try (SingleInstance first = SingleInstance.acquire(workspace).orElseThrow()) {
      Path letters = workspace.resolve("desktop");
      Files.write(letters.resolve("0.files"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
      Files.createSymbolicLink(letters.resolve("1.files"), Path.of("/etc/hostname"));
      SingleInstance.handOver(workspace, List.of(Path.of("/music/a.wav")));
      assertThat(first.received()).contains(List.of(Path.of("/music/a.wav")));
      assertThat(first.received()).as("once").isEmpty();
    }
  }
}
