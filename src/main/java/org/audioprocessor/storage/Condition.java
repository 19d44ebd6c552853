package org.audioprocessor.storage;

/** A condition on the current object of a key; the check and the write are one atomic step. */
public sealed interface Condition {

  /** Replaces any object. */
  record None() implements Condition {}

  /** The key must have no object (HTTP {@code If-None-Match: *}). */
  record IfAbsent() implements Condition {}

  /** The current object must have this etag (HTTP {@code If-Match}). */
  record IfMatch(String etag) implements Condition {}

  static Condition none() {
    return new None();
  }

  static Condition ifAbsent() {
    return new IfAbsent();
  }

  static Condition ifMatch(String etag) {
    return new IfMatch(etag);
  }
}
