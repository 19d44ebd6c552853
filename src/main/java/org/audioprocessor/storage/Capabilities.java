package org.audioprocessor.storage;

/**
 * The optional features of a bucket, beyond get, put and delete.
 *
 * @param conditionalPuts whether the store checks the condition of a put atomically
 * @param conditionalCopies the same for copies; without it a copy goes through this machine
 * @param listing whether objects may be listed
 */
public record Capabilities(Feature conditionalPuts, Feature conditionalCopies, Feature listing) {

  /**
   * One feature.
   *
   * @param sentence the benefit of the feature, or the consequence of its absence and the remedy
   */
  public record Feature(boolean available, String sentence) {}

  /** Describes a bucket that has these features or lacks them. */
  public static Capabilities of(boolean puts, boolean copies, boolean listing) {
    return new Capabilities(puts(puts), copies(copies), listing(listing));
  }

  private static Feature puts(boolean available) {
    return new Feature(
        available,
        available
            ? "Of two concurrent writers of an object, only one succeeds."
            : "The store ignores conditions of a put: a concurrent write between the check and the"
                + " put is overwritten.");
  }

  private static Feature copies(boolean available) {
    return new Feature(
        available,
        available
            ? "The store copies objects itself."
            : "The store ignores conditions of a copy: conditional copies go through this"
                + " machine.");
  }

  private static Feature listing(boolean available) {
    return new Feature(
        available,
        available
            ? "“Not found” is distinguished from “access denied”, and incomplete uploads can be"
                + " removed."
            : "Listing is not allowed. Processing works without it, but incomplete uploads of"
                + " killed processes stay, and a small object is needed to distinguish “not"
                + " found” from “access denied”. Grant s3:ListBucket,"
                + " s3:ListBucketMultipartUploads and s3:AbortMultipartUpload.");
  }
}
