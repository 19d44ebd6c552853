package org.audioprocessor.process.isolation.protocol;

import java.io.IOException;

/** The other side does not keep to the protocol. */
public final class FrameException extends IOException {
  private static final long serialVersionUID = 1L;

  public FrameException(String message) {
    super(message);
  }

  public FrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
