package org.audioprocessor.isolation;

import java.io.IOException;

/** The other side does not keep to the protocol. */
final class FrameException extends IOException {
  private static final long serialVersionUID = 1L;

  FrameException(String message) {
    super(message);
  }

  FrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
