package org.audioprocessor.storage;

import org.jspecify.annotations.Nullable;

/** How a bucket encrypts what is written; beside none of these, the bucket's own default holds. */
public sealed interface Encryption {

  /** Nothing is asked for. */
  record BucketDefault() implements Encryption {}

  /** With keys that S3 keeps (SSE-S3). */
  record S3Keys() implements Encryption {}

  /**
   * With a key of the key management service (SSE-KMS).
   *
   * @param keyId its id, ARN or alias; null: the account's own for S3
   */
  record KmsKey(@Nullable String keyId) implements Encryption {}

  /**
   * From a setting: {@code none}, {@code s3}, {@code kms} or {@code kms:} and a key.
   *
   * @throws IllegalArgumentException with a sentence
   */
  static Encryption parse(String text) {
    return switch (text.strip()) {
      case "none" -> new BucketDefault();
      case "s3" -> new S3Keys();
      case "kms" -> new KmsKey(null);
      case String other when other.startsWith("kms:") && other.length() > 4 ->
          new KmsKey(other.substring(4));
      default ->
          throw new IllegalArgumentException(
              "“"
                  + text
                  + "” is no encryption of a bucket. Write none, s3, kms, or kms: and the id of a"
                  + " key.");
    };
  }
}
