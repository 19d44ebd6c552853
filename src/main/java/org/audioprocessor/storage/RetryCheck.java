package org.audioprocessor.storage;

import java.time.Duration;

/** Decides between the tries of a request whether it is retried. Thread-safe. */
public interface RetryCheck {

  /**
   * Waits before a request is sent.
   *
   * @param backOff zero before the first try
   * @return false if the request must not be sent
   */
  default boolean maySendAfter(Duration backOff) throws InterruptedException {
    Thread.sleep(backOff);
    return true;
  }

  /**
   * Returns whether a request is retried until its time limit while the store does not respond;
   * otherwise it fails after about 20 s.
   */
  default boolean outlastsOutage() {
    return false;
  }

  /** Returns the same check for work that an outage may end. */
  default RetryCheck endingInOutage() {
    return new RetryCheck() {
      @Override
      public boolean maySendAfter(Duration backOff) throws InterruptedException {
        return RetryCheck.this.maySendAfter(backOff);
      }
    };
  }
}
