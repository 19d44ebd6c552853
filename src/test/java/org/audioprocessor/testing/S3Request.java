package org.audioprocessor.testing;

/**
 * A request as an S3 server sees it.
 *
 * @param key decoded; empty for a request to the bucket
 * @param query undecoded, without the question mark; empty if there is none
 * @param copy whether it copies another object to the key
 * @param conditional whether it says what must be true of the key
 */
public record S3Request(
    String method, String key, String query, boolean copy, boolean conditional) {

  /** Whether it is about an object, or a part of one. */
  public boolean isAboutObject() {
    return !key.isEmpty();
  }

  public boolean asksFor(String parameter) {
    return ("&" + query + "&").matches(".*&" + parameter + "(=[^&]*)?&.*");
  }
}
