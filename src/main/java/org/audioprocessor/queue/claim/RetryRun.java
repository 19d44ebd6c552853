package org.audioprocessor.queue.claim;

import java.util.List;
import java.util.function.LongPredicate;
import org.audioprocessor.queue.QueueException;

/** Many uploads set back to waiting, each in a transaction of its own, until somebody stops it. */
public final class RetryRun {
  /** Rows after which somebody hears of it. */
  private static final int STRIDE = 100;

  private final Requeue setBack;
  private final LongPredicate goOn;
  private long retried;
  private boolean stopped;

  public RetryRun(Requeue setBack, LongPredicate goOn) {
    this.setBack = setBack;
    this.goOn = goOn;
  }

  /** False once it was stopped. */
  public boolean retry(List<String> uploadIds) throws QueueException {
    for (int from = 0; from < uploadIds.size() && !stopped; from += STRIDE) {
      int to = Math.min(from + STRIDE, uploadIds.size());
      for (String uploadId : uploadIds.subList(from, to)) {
        retried += setBack.retry(uploadId) ? 1 : 0;
      }
      stopped = !goOn.test(retried);
    }
    return !stopped;
  }

  public long retried() {
    return retried;
  }
}
