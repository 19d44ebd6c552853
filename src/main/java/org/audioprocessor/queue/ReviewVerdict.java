package org.audioprocessor.queue;

/** A reviewer's verdict on a published generation. */
public enum ReviewVerdict {
  /** Published and not yet reviewed. */
  UNREVIEWED,
  APPROVED,
  REJECTED
}
