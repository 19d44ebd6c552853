package org.audioprocessor.media;

/** The class of a failure; retry policy and message tables decide by it. */
public enum MediaFault {
  /** The content is not audio: a text, a picture, a playlist, noise. */
  NOT_AUDIO,
  /** Audio in a container or codec that is not accepted. */
  UNSUPPORTED,
  /** No bytes, or a container without a single sample. */
  EMPTY,
  TOO_LARGE,
  TOO_LONG,
  TOO_MANY_CHANNELS,
  BAD_SAMPLE_RATE,
  TOO_MANY_STREAMS,
  /** An accepted format, damaged beyond use. */
  CORRUPT,
  /** Decoding used more CPU time than a regular file of its length needs. */
  TOO_EXPENSIVE,
  /** A read made no progress for the time that the limits allow. */
  STALLED,
  CANCELLED,
  /** The file system refused or failed. */
  IO,
  /** The library of an encoder is not installed. */
  NO_ENCODER,
  /** FFmpeg failed unexpectedly. */
  INTERNAL
}
