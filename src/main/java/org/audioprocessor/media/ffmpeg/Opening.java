package org.audioprocessor.media.ffmpeg;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened so far, latest first, unless the whole succeeded. */
public final class Opening implements AutoCloseable {
  private final Deque<NativeOwner> opened = new ArrayDeque<>();

  public <T extends NativeOwner> T add(T owner) {
    opened.push(owner);
    return owner;
  }

  /** From here on the parts belong to someone else. */
  public void succeeded() {
    opened.clear();
  }

  @Override
  public void close() {
    opened.forEach(NativeOwner::close);
  }
}
