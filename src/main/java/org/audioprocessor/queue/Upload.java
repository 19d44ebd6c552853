package org.audioprocessor.queue;

import org.jspecify.annotations.Nullable;

/** One raw file of the platform: what is inserted, and never changed by us afterwards. */
public record Upload(String uploadId, String fileName, @Nullable String uploadType) {
  private static final String TRACK = "track";

  public Upload(String uploadId, String fileName) {
    this(uploadId, fileName, TRACK);
  }

  /**
   * The file name without its extension, its folders included; uploads that share it are
   * generations of one track.
   */
  public String trackId() {
    return trackIdOf(fileName);
  }

  public static String trackIdOf(String fileName) {
    int dot = fileName.lastIndexOf('.');
    boolean hasExtension = dot > fileName.lastIndexOf('/') + 1;
    return hasExtension ? fileName.substring(0, dot) : fileName;
  }

  /** Only tracks are ours; the platform's other upload types are never shown nor touched. */
  public boolean isTrack() {
    return uploadType == null || uploadType.equals(TRACK);
  }
}
