package org.audioprocessor.media.ffmpeg;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Tells apart the contexts of one static callback by FFmpeg's {@code opaque}. JavaCPP keeps at most
 * ten live callbacks of a type and silently makes the eleventh a null pointer: so there is one.
 */
final class NativeContexts<T> {
  private final Map<Long, T> contexts = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();

  /** An address that is a number and points to nothing. */
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
