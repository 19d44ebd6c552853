package org.audioprocessor.process.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.audioprocessor.io.TemporaryFolders;
import org.audioprocessor.media.MediaLimits;
import org.audioprocessor.process.isolation.confine.ChildProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildPoolTest {
  @TempDir private Path folder;

  /** A path that the machine has no memory for. */
  private static Path unusable() {
    return (Path)
        Proxy.newProxyInstance(
            Path.class.getClassLoader(),
            new Class<?>[] {Path.class},
            (path, method, arguments) -> {
              if (method.getName().equals("toAbsolutePath")) {
                return path;
              }
              throw new OutOfMemoryError("unable to create native thread");
            });
  }

  private static ChildException.Kind endingOfTake(ChildPool pool) {
    return catchThrowableOfType(ChildException.class, pool::take).kind();
  }

  @Test
  void aTaskDoesNotWaitForAChildWhoseStartEndedWithAnError() throws IOException {
    try (TemporaryFolders temporary = TemporaryFolders.open(folder);
        ChildPool pool =
            new ChildPool(
                new ChildProgram(
                    List.of("Main"),
                    List.of(),
                    unusable(),
                    temporary,
                    ChildLimits.of(MediaLimits.DEFAULT)),
                1)) {
      pool.warmUp(1);
      assertThat(endingOfTake(pool)).isEqualTo(ChildException.Kind.UNAVAILABLE);
    }
  }

  @Test
  void aClosedPoolStartsNoChild() throws IOException {
    try (Children children = Children.real(folder)) {
      children.pool.close();
      assertThat(endingOfTake(children.pool)).isEqualTo(ChildException.Kind.UNAVAILABLE);
    }
  }
}
