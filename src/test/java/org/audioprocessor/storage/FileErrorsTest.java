package org.audioprocessor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.audioprocessor.storage.StorageException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileErrorsTest {

  @Test
  void aDeviceThatIsFullIsFull() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no device that is always full");
    IOException answer = catchThrowableOfType(IOException.class, () -> write(full));

    assertThat(FileErrors.of("It could not be stored", answer).kind()).isEqualTo(Kind.FULL);
  }

  private static void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No space left on device",
        "Disk quota exceeded",
        "There is not enough space on the disk"
      })
  void theSystemsWordsForAFullDiskAreKnown(String words) {
    assertThat(FileErrors.of("x", new FileSystemException("x", null, words)).kind())
        .isEqualTo(Kind.FULL);
  }

  @Test
  void aRefusalOfTheSystemIsDenied() {
    assertThat(FileErrors.of("x", new AccessDeniedException("x")).kind()).isEqualTo(Kind.DENIED);
  }

  @Test
  void aFailureThatIsKnownStaysWhatItIs() {
    StorageException known = FileErrors.notFound("k");
    assertThat(FileErrors.of("x", known)).isSameAs(known);
  }
}
