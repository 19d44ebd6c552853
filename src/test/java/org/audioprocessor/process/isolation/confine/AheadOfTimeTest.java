package org.audioprocessor.process.isolation.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AheadOfTimeTest {
  @TempDir private Path app;

  @Test
  void aChildOfAnInstalledImageUsesTheImagesCache() throws Exception {
    Path cache = Files.createFile(app.resolve(AheadOfTime.FILE));
    String alone = app.resolve("audio-processor-1.2.3.jar").toString();
    String several = alone + File.pathSeparator + app.resolve("other.jar");

    assertThat(AheadOfTime.flags(alone)).startsWith("-XX:AOTCache=" + cache);
    assertThat(AheadOfTime.flags(several)).isEqualTo(AheadOfTime.flags(alone));
  }

  @Test
  void theBuildOfImagesWritesItUnderTheNameThatChildrenLookFor() throws Exception {
    assertThat(Files.readString(Path.of("packaging/build/AotCache.java")))
        .contains('"' + AheadOfTime.FILE + '"');
  }

  @Test
  void whereThereIsNoCacheNoneIsAskedFor() {
    assertThat(AheadOfTime.flags(app.resolve("audio-processor-1.2.3.jar").toString())).isEmpty();
    assertThat(AheadOfTime.flags("")).isEmpty();
  }
}
