package org.audioprocessor.media;

/**
 * A failure of this package. The message is a sentence for an operator: what is wrong, what to do.
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
