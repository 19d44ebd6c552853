package org.audioprocessor.process.isolation;

import org.audioprocessor.media.MediaException;
import org.audioprocessor.media.MediaFault;
import org.audioprocessor.process.FailureKind;
import org.audioprocessor.process.ProcessingException;
import org.jspecify.annotations.Nullable;

/** A child process ended, or was ended, before it answered. */
public final class ChildException extends Exception {
  private static final long serialVersionUID = 1L;
  private final Kind kind;

  /** How the child ended. */
  enum Kind {
    CRASHED(
        FailureKind.DECODER_CRASHED,
        MediaFault.CORRUPT,
        "The decoder crashed on this file. Upload another export of it; if that fails too, please"
            + " report it with the crash file in the workspace's log folder."),
    OUT_OF_MEMORY(
        FailureKind.DECODER_CRASHED,
        MediaFault.TOO_EXPENSIVE,
        "Decoding this file takes more memory than any track should. It is damaged or made to waste"
            + " memory; upload another export of it."),
    OUT_OF_DISK(
        FailureKind.DECODER_CRASHED,
        MediaFault.TOO_EXPENSIVE,
        "Processing this file writes more to the disk than any track should. It is damaged or made"
            + " to waste space; upload another export of it."),
    GARBAGE(
        FailureKind.DECODER_CRASHED,
        MediaFault.CORRUPT,
        "The decoder of this file sent invalid data and was stopped. Upload another export of it;"
            + " if that fails too, please report it with the log."),
    STALLED(
        FailureKind.STALLED,
        MediaFault.STALLED,
        "The work on this file made no progress for a long time and was stopped. Check the disk"
            + " that holds the workspace, or upload another export of the file."),
    TOO_EXPENSIVE(
        FailureKind.OVER_LIMIT,
        MediaFault.TOO_EXPENSIVE,
        "The work on this file takes far more computing time than any track should. It is damaged"
            + " or made to waste time; upload another export of it."),
    CANCELLED(FailureKind.CANCELLED, MediaFault.CANCELLED, "It was cancelled."),
    UNAVAILABLE(
        FailureKind.DECODER_UNAVAILABLE,
        MediaFault.INTERNAL,
        "The process that decodes files cannot be started. Check the free memory and the"
            + " installation with the doctor, or set isolation to in-process.");

    private final FailureKind failure;
    private final MediaFault fault;
    private final String sentence;

    Kind(FailureKind failure, MediaFault fault, String sentence) {
      this.failure = failure;
      this.fault = fault;
      this.sentence = sentence;
    }
  }

  /** The detail is for the log. */
  ChildException(Kind kind, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.kind = kind;
  }

  /** A child that cannot be started. */
  static ChildException unavailable(String detail, @Nullable Throwable cause) {
    return new ChildException(Kind.UNAVAILABLE, detail, cause);
  }

  Kind kind() {
    return kind;
  }

  /** The same failure, with a sentence for an operator. */
  ProcessingException toProcessing() {
    return new ProcessingException(kind.failure, kind.sentence, this);
  }

  MediaException toMedia() {
    return new MediaException(kind.fault, kind.sentence, this);
  }
}
