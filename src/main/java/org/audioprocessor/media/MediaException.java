package org.audioprocessor.media;

/**
 * Thrown when a file cannot be read or written. The message is a sentence for an operator, with the
 * remedy.
 */
public final class MediaException extends Exception {
  private static final long serialVersionUID = 1L;

  private final MediaFault kind;

  public MediaException(MediaFault kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  public MediaException(MediaFault kind, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  public MediaFault kind() {
    return kind;
  }
}
