package org.audioprocessor.storage;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Options of a put or copy.
 *
 * @param contentType the media type; null: by the key's extension, or the source's for a copy
 * @param cacheControl the Cache-Control header; null: none, or the source's for a copy
 * @param sha256 expected SHA-256, 64 lower-case hexadecimal digits; null: not checked
 * @param condition the condition on the key
 */
public record PutOptions(
    @Nullable String contentType,
    @Nullable String cacheControl,
    @Nullable String sha256,
    Condition condition) {

  private static final int MAX_HEADER = 512;
  private static final Pattern HEADER =
      Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]*[\\x21-\\x7E])?");
  private static final PutOptions DEFAULTS = new PutOptions(null, null, null, Condition.none());

  /**
   * Checks headers and checksum.
   *
   * @throws IllegalArgumentException if a header is not 1 to 512 characters of printable ASCII, or
   *     the checksum is not a SHA-256
   */
  public PutOptions {
    requireHeader(contentType);
    requireHeader(cacheControl);
    if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + sha256);
    }
  }

  /** Content type by extension, no Cache-Control, no checksum, no condition. */
  public static PutOptions defaults() {
    return DEFAULTS;
  }

  public PutOptions withContentType(String type) {
    return new PutOptions(type, cacheControl, sha256, condition);
  }

  public PutOptions withCacheControl(String header) {
    return new PutOptions(contentType, header, sha256, condition);
  }

  public PutOptions withSha256(String hex) {
    return new PutOptions(contentType, cacheControl, hex, condition);
  }

  public PutOptions withCondition(Condition wanted) {
    return new PutOptions(contentType, cacheControl, sha256, wanted);
  }

  private static void requireHeader(@Nullable String value) {
    if (value != null && (value.length() > MAX_HEADER || !HEADER.matcher(value).matches())) {
      throw new IllegalArgumentException("not a header value: " + value);
    }
  }

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
}
