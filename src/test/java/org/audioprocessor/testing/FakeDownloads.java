package org.audioprocessor.testing;

import java.nio.file.Path;
import org.audioprocessor.desktop.work.Downloads;
import org.audioprocessor.hls.Ladder;

/**
 * Writes nothing.
 *
 * @param ladder of every track
 */
public record FakeDownloads(Ladder ladder) implements Downloads {
  public FakeDownloads() {
    this(Ladder.DEFAULT);
  }

  @Override
  public Ladder ladder(String fileName) {
    return ladder;
  }

  @Override
  public void download(String fileName, String rendition, Path target) {}
}
