package org.audioprocessor.storage;

/** What must be true of the key at the instant an object is written; tested and written as one. */
public sealed interface Condition {

  /** Whatever is there is replaced. */
  record None() implements Condition {}

  /** Nothing may be there (HTTP {@code If-None-Match: *}). */
  record IfAbsent() implements Condition {}

  /** The object that is there must have this etag (HTTP {@code If-Match}). */
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
