package org.audioprocessor.process.isolation.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaLauncherTest {
  @TempDir private Path app;

  @Test
  void aChildOfAnInstalledImageUsesTheImagesCache() throws Exception {
    Path cache = Files.createFile(app.resolve(JavaLauncher.AOT_CACHE));
    String alone = app.resolve("audio-processor-1.2.3.jar").toString();
    String several = alone + File.pathSeparator + app.resolve("other.jar");

    assertThat(JavaLauncher.aotFlags(alone)).startsWith("-XX:AOTCache=" + cache);
    assertThat(JavaLauncher.aotFlags(several)).isEqualTo(JavaLauncher.aotFlags(alone));
  }

  @Test
  void theBuildOfImagesWritesItUnderTheNameThatChildrenLookFor() throws Exception {
    assertThat(Files.readString(Path.of("packaging/build/AotCache.java")))
        .contains('"' + JavaLauncher.AOT_CACHE + '"');
  }

  @Test
  void whereThereIsNoCacheNoneIsAskedFor() {
    assertThat(JavaLauncher.aotFlags(app.resolve("audio-processor-1.2.3.jar").toString()))
        .isEmpty();
    assertThat(JavaLauncher.aotFlags("")).isEmpty();
  }
}
