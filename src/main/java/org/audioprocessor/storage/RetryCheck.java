package org.audioprocessor.storage;

import java.time.Duration;

/** Decides between the tries of a request whether it is sent again. Safe for many threads. */
public interface RetryCheck {

  /**
   * Waits before a request is sent.
   *
   * @param backOff zero before the first try
   * @return false as soon as the request must not be sent
   */
  default boolean maySendAfter(Duration backOff) throws InterruptedException {
    Thread.sleep(backOff);
    return true;
  }

  /**
   * Whether a request is repeated until its time limit although the store answers none; otherwise
   * it fails after some 20 s.
   */
  default boolean outlastsOutage() {
    return false;
  }

  /** The same for work that an outage may end. */
  default RetryCheck endingInOutage() {
    return new RetryCheck() {
      @Override
      public boolean maySendAfter(Duration backOff) throws InterruptedException {
        return RetryCheck.this.maySendAfter(backOff);
      }
    };
  }
}
