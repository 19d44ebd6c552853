package org.audioprocessor.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object as its store describes it.
 *
 * @param size in bytes
 * @param etag changes whenever the bytes do; opaque, compare only within one store
 * @param sha256 lower-case hexadecimal; null where the store does not know it
 * @param contentType null only in a listing of a store that lists without it
 * @param cacheControl null where none was set, and in such a listing
 * @param lastModified by the store's clock; just after a put perhaps a moment off
 */
public record StoredObject(
    String key,
    long size,
    String etag,
    @Nullable String sha256,
    @Nullable String contentType,
    @Nullable String cacheControl,
    Instant lastModified) {}
