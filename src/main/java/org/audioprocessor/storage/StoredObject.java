package org.audioprocessor.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The description of an object.
 *
 * @param size in bytes
 * @param etag changes with the bytes; opaque, comparable only within one store
 * @param sha256 lower-case hexadecimal; null if the store does not know it
 * @param contentType null only in a listing of a store whose listings lack it
 * @param cacheControl null if not set, and in such a listing
 * @param lastModified by the store's clock; may be slightly off right after a put
 */
public record StoredObject(
    String key,
    long size,
    String etag,
    @Nullable String sha256,
    @Nullable String contentType,
    @Nullable String cacheControl,
    Instant lastModified) {}
