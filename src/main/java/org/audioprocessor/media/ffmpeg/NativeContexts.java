package org.audioprocessor.media.ffmpeg;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes the contexts of one static callback by FFmpeg's {@code opaque}. JavaCPP supports at
 * most ten live callbacks of a type and silently makes the eleventh a null pointer.
 */
final class NativeContexts<T> {
  private final Map<Long, T> contexts = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();

  /** Returns an address that is only an id and is never dereferenced. */
  static final class Opaque extends Pointer {
    Opaque(long id) {
      address = id;
    }
  }

  Opaque register(T context) {
    long id = lastId.incrementAndGet();
    contexts.put(id, context);
    return new Opaque(id);
  }

  void release(Opaque opaque) {
    contexts.remove(opaque.address());
  }

  @Nullable T find(@Nullable Pointer opaque) {
    return opaque == null ? null : contexts.get(opaque.address());
  }
}
