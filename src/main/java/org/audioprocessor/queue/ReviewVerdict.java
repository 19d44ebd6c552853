package org.audioprocessor.queue;

/** What a person who listened said about a published generation. */
public enum ReviewVerdict {
  /** Published and waiting for ears. */
  UNREVIEWED,
  APPROVED,
  REJECTED
}
