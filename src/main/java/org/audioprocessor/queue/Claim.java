package org.audioprocessor.queue;

/**
 * The right to work on one upload, until the lease ends or somebody changes its row.
 *
 * @param owner who holds it, in words an operator recognises
 * @param token only ever rises for an upload; a later claim fences this one off
 * @param attempt 1 for the first try since the last final outcome
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
