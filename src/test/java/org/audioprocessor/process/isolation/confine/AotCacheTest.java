package org.audioprocessor.process.isolation.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
  @TempDir private Path app;

  @Test
  void aChildOfAnInstalledImageUsesTheImagesCache() throws Exception {
    Path cache = Files.createFile(app.resolve(AotCache.FILE));
    String alone = app.resolve("audio-processor-1.2.3.jar").toString();
    String several = alone + File.pathSeparator + app.resolve("other.jar");

    assertThat(AotCache.flags(alone)).startsWith("-XX:AOTCache=" + cache);
    assertThat(AotCache.flags(several)).isEqualTo(AotCache.flags(alone));
  }

  @Test
  void theBuildOfImagesWritesItUnderTheNameThatChildrenLookFor() throws Exception {
    assertThat(Files.readString(Path.of("packaging/build/AotCache.java")))
        .contains('"' + AotCache.FILE + '"');
  }

  @Test
  void whereThereIsNoCacheNoneIsAskedFor() {
    assertThat(AotCache.flags(app.resolve("audio-processor-1.2.3.jar").toString())).isEmpty();
    assertThat(AotCache.flags("")).isEmpty();
  }
}
