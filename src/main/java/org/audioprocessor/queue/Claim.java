package org.audioprocessor.queue;

/**
 * The right to process one upload, until the lease ends or the upload's row is changed.
 *
 * @param owner the holder, in a form that an operator recognises
 * @param token fencing token: rises with each claim of the upload, and a later claim invalidates
 *     this one
 * @param attempt number of the attempt since the last final outcome, from 1
 */
public record Claim(Upload upload, String owner, long token, int attempt) {
  public String uploadId() {
    return upload.uploadId();
  }

  public String fileName() {
    return upload.fileName();
  }

  public String trackId() {
    return upload.trackId();
  }
}
