package org.audioprocessor.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.audioprocessor.media.encode.AacSettings.Coder;
import org.audioprocessor.media.encode.coder.AacEncoders;
import org.audioprocessor.media.ffmpeg.SystemLibrary;

/**
 * Encoders of libraries that the build fetches ({@code src/test/scripts/fetch-encoders}) or the
 * system has. A test of one that is neither is skipped.
 */
public final class SystemEncoders {
  private SystemEncoders() {}

  /** Ends the test as skipped where the coder's library cannot be had. */
  public static void require(Coder coder) {
    search();
    boolean bundled = coder == Coder.TWOLOOP || coder == Coder.FAST;
    if (!bundled && !AacEncoders.ofSystem().containsKey(coder)) {
      boolean fdk = coder == Coder.FDK;
      SkippedServers.skipEncoder(
          fdk ? "FDK AAC" : "FAAC",
          fdk
              ? "src/test/scripts/fetch-encoders could not fetch its library"
              : "this system has no libfaac.so.2");
    }
  }

  /** Makes the fetched libraries known to this virtual machine and its children. */
  public static void search() {
    if (SystemLibrary.searchedFirst().isEmpty()) {
      String target = System.getProperty("project.build.directory", "target");
      Path fetched = Path.of(target, "encoders").toAbsolutePath();
      if (Files.isDirectory(fetched)) {
        System.setProperty(SystemLibrary.FOLDERS_PROPERTY, fetched.toString());
      }
    }
  }
}
