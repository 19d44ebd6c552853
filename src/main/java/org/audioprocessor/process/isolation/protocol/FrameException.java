package org.audioprocessor.process.isolation.protocol;

import java.io.IOException;

/** The other process violates the protocol. */
public final class FrameException extends IOException {
  private static final long serialVersionUID = 1L;

  public FrameException(String message) {
    super(message);
  }

  public FrameException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A frame of a kind that must not arrive at this point. */
  public static FrameException unexpected(Frame frame) {
    return new FrameException("unexpected frame: " + frame);
  }
}
