package org.audioprocessor.worker.claim;

import org.audioprocessor.queue.Claim;
import org.slf4j.MDC;

/** Says in every line of this thread's log which upload it is about. */
final class LogFields implements AutoCloseable {
  private static final String UPLOAD = "upload";
  private static final String TRACK = "track";
  private static final String WORKER = "worker";

  private LogFields() {}

  static LogFields of(Claim claim) {
    MDC.put(UPLOAD, claim.uploadId());
    MDC.put(TRACK, claim.trackId());
    MDC.put(WORKER, claim.owner());
    return new LogFields();
  }

  @Override
  public void close() {
    MDC.remove(UPLOAD);
    MDC.remove(TRACK);
    MDC.remove(WORKER);
  }
}
