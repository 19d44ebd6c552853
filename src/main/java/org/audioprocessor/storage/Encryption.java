package org.audioprocessor.storage;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The encryption of objects that are written to a bucket. */
public sealed interface Encryption {

  /** No encryption header; the bucket's default applies. */
  record BucketDefault() implements Encryption {}

  /** Encryption with keys that S3 manages (SSE-S3). */
  record S3Keys() implements Encryption {}

  /**
   * Encryption with a key of the key management service (SSE-KMS).
   *
   * @param keyId its id, ARN or alias; null: the account's default key for S3
   */
  record KmsKey(@Nullable String keyId) implements Encryption {}

  /**
   * Parses a setting: {@code none}, {@code s3}, {@code kms} or {@code kms:} and a key.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static Encryption parse(String text) {
    String plain = text.strip();
    return switch (plain.toLowerCase(Locale.ROOT)) {
      case "none" -> new BucketDefault();
      case "s3" -> new S3Keys();
      case "kms" -> new KmsKey(null);
      case String other when other.startsWith("kms:") && other.length() > 4 ->
          new KmsKey(plain.substring(4));
      default ->
          throw new IllegalArgumentException(
              "“"
                  + text
                  + "” is not an encryption of a bucket. Write none, s3, kms, or kms: and the id of"
                  + " a key.");
    };
  }

  /** Returns the text that {@link #parse} reads. */
  default String text() {
    return switch (this) {
      case BucketDefault none -> "none";
      case S3Keys own -> "s3";
      case KmsKey kms -> kms.keyId() == null ? "kms" : "kms:" + kms.keyId();
    };
  }
}
