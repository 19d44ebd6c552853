package org.audioprocessor.desktop.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.audioprocessor.app.DesktopState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopStateTest {
  @TempDir Path folder;

  private DesktopState read() {
    return DesktopState.read(folder.resolve("desktop/window.properties"), Runnable::run);
  }

  @Test
  void whatIsPutIsThereNextTime() {
    DesktopState state = read();
    state.put("window.width", "900.5");
    state.put("window.maximised", "true");
    assertThat(read().number("window.width", 1)).isEqualTo(900.5);
    assertThat(read().flag("window.maximised", false)).isTrue();
    assertThat(read().get("nothing")).isNull();
  }

  @Test
  void aDamagedFileLosesOnlyTheSavedState() throws IOException {
    Path file = folder.resolve("desktop/window.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "window.width=\\u00zz");
    assertThat(read().number("window.width", 1280)).isEqualTo(1280);
    Files.writeString(file, "window.width=wide");
    assertThat(read().number("window.width", 1280)).isEqualTo(1280);
  }

  @Test
  void ofSavesAtTheSameTimeTheNewestIsWrittenLastAndNothingElseIsLeft() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      DesktopState state = DesktopState.ofWorkspace(folder, threads);
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String key = "key." + i;
        writers.add(
            threads.submit(() -> {
              for (int value = 1; value <= 50; value++) {
                state.put(key, Integer.toString(value));
                state.save();
              }
            }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    for (int i = 0; i < 4; i++) {
      assertThat(read().number("key." + i, 0)).isEqualTo(50);
    }
    try (Stream<Path> files = Files.list(folder.resolve("desktop"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactly("window.properties");
    }
  }

  @Test
  void aSaveThatFailsLeavesNoTemporaryFile() throws Exception {
    Path file = folder.resolve("desktop/window.properties");
    Files.createDirectories(file.resolve("a folder with this name"));

    DesktopState.read(file, Runnable::run).put("window.width", "900");

    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }
}
