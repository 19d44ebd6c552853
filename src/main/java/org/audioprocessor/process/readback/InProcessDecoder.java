package org.audioprocessor.process.readback;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.audioprocessor.media.MediaException;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.Progress;
import org.audioprocessor.process.Stage;
import org.audioprocessor.process.measure.StageClock;
import org.audioprocessor.process.publish.RawFiles;
import org.audioprocessor.process.verify.M4aFacts;
import org.audioprocessor.process.verify.RenditionCheck;

/** Decodes published files in this process. */
final class InProcessDecoder implements PublishedDecoder {
  @Override
  public RungSound listen(PublishedRung rung, Path file, CancelToken cancel, Progress progress)
      throws ProcessingException {
    int total = rung.segments().size();
    StageClock clock = new StageClock(Stage.VERIFY, total, progress);
    try (RenditionCheck check =
            new RenditionCheck(rung.rung(), rung.leadFrames(), rung.musicFrames());
        DataInputStream in = new DataInputStream(open(rung, file))) {
      for (int i = 0; i < total; i++) {
        cancel.check();
        PublishedRung.PublishedSegment segment = rung.segments().get(i);
        byte[] bytes = new byte[segment.bytes()];
        in.readFully(bytes);
        check.accept(segment.name(), bytes);
        clock.at(i + 1, () -> null);
      }
      clock.end();
      return new RungSound(
          check.segments(),
          check.measured(),
          check.packets(),
          check.decodedFrames(),
          check.decodeErrors());
    } catch (MediaException e) {
      throw ProcessingException.of(e);
    } catch (IOException e) {
      throw RawFiles.unusable(file, e);
    }
  }

  /** An empty file is not decoded: it cannot be lent to another process either. */
  private static InputStream open(PublishedRung rung, Path file) throws IOException {
    return rung.bytes() == 0
        ? InputStream.nullInputStream()
        : new BufferedInputStream(Files.newInputStream(file));
  }

  @Override
  public M4aFacts m4a(Path file, CancelToken cancel) throws ProcessingException {
    cancel.check();
    try {
      return M4aFacts.read(file);
    } catch (MediaException e) {
      throw ProcessingException.of(e);
    }
  }
}
