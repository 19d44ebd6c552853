package org.audioprocessor.storage;

/**
 * What a bucket can do beyond get, put and delete.
 *
 * @param conditionalPuts whether a put can be tied to what is there, with no gap between
 * @param conditionalCopies the same for copies; without it a copy goes through this machine
 * @param listing whether objects may be listed
 */
public record Capabilities(Feature conditionalPuts, Feature conditionalCopies, Feature listing) {

  /**
   * One of them.
   *
   * @param sentence what having it brings, or what lacking it means and what to do
   */
  public record Feature(boolean available, String sentence) {}
}
