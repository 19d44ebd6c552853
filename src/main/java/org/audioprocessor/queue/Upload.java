package org.audioprocessor.queue;

import org.jspecify.annotations.Nullable;

/** One raw file of the platform. The program inserts these columns and never updates them. */
public record Upload(String uploadId, String fileName, @Nullable String uploadType) {
  private static final String TRACK = "track";

  public Upload(String uploadId, String fileName) {
    this(uploadId, fileName, TRACK);
  }

  /**
   * Returns the file name without its extension, including its folders. Uploads that share it are
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

  /** Returns true for tracks. Other upload types of the platform are neither shown nor changed. */
  public boolean isTrack() {
    return uploadType == null || uploadType.equals(TRACK);
  }
}
