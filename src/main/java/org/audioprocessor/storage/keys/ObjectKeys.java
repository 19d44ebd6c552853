package org.audioprocessor.storage.keys;

import java.util.Locale;
import org.audioprocessor.storage.StorageException;

/** Builds every key of the bucket, and checks the names that enter it. */
public final class ObjectKeys {

  private final ObjectLayout layout;

  public ObjectKeys(ObjectLayout layout) {
    this.layout = layout;
  }

  /**
   * The key of an upload as it came.
   *
   * @throws StorageException INVALID_KEY if the file name is not allowed
   */
  public String raw(String fileName) throws StorageException {
    require(fileName);
    return layout.rawPrefix() + fileName;
  }

  /**
   * The key of an upload that could not be processed.
   *
   * @throws StorageException INVALID_KEY if the file name is not allowed
   */
  public String failed(String fileName) throws StorageException {
    require(fileName);
    return layout.failedPrefix() + fileName;
  }

  /** The key of a small object that shows, while it is there, that tracks can be published. */
  public String writingProbe() {
    return layout.processedPrefix() + ".audio-processor/probe-writing";
  }

  /**
   * The track of an upload.
   *
   * @throws StorageException INVALID_KEY if the file name is not allowed
   */
  public TrackId trackId(String fileName) throws StorageException {
    return layout.folders() ? TrackId.inFolders(fileName) : TrackId.of(fileName);
  }

  private void require(String fileName) throws StorageException {
    if (layout.folders()) {
      KeyRules.requirePath(fileName);
    } else {
      KeyRules.requireFileName(fileName);
    }
  }

  /** The fixed names, by which players and the platform read a track. */
  public TrackKeys track(TrackId id) {
    return new TrackKeys(layout.processedPrefix() + id.value() + "/", id);
  }

  /**
   * The name of a segment, such as {@code segment_g0007b_00012.ts}. No two tries ever share one.
   *
   * @param generation from 1
   * @param attempt from 1; the second is “b”, the 27th “aa”
   * @param number from 0
   */
  public static String segmentName(int generation, int attempt, int number) {
    if (generation < 1 || attempt < 1 || number < 0) {
      throw new IllegalArgumentException(
          "no such segment: " + generation + ", " + attempt + ", " + number);
    }
    return String.format(
        Locale.ROOT, "segment_g%04d%s_%05d.ts", generation, letters(attempt), number);
  }

  private static String letters(int attempt) {
    StringBuilder text = new StringBuilder();
    for (int rest = attempt; rest > 0; rest = (rest - 1) / 26) {
      text.insert(0, (char) ('a' + (rest - 1) % 26));
    }
    return text.toString();
  }
}
