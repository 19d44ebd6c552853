package org.audioprocessor.media.ffmpeg;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes the resources opened so far, latest first, unless the whole operation succeeded. */
public final class Opening implements AutoCloseable {
  private final Deque<NativeOwner> opened = new ArrayDeque<>();

  public <T extends NativeOwner> T add(T owner) {
    opened.push(owner);
    return owner;
  }

  /** Transfers the ownership of the resources to the caller. */
  public void succeeded() {
    opened.clear();
  }

  @Override
  public void close() {
    opened.forEach(NativeOwner::close);
  }
}
