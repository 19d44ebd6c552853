package org.audioprocessor.media;

/** Why a file could not be read or written; what a retry policy and a message table decide by. */
public enum MediaFault {
  /** The content is something else: a text, a picture, a playlist, noise. */
  NOT_AUDIO,
  /** Audio, in a container or codec that is not accepted. */
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
  /** Decoding used more CPU time than any honest file of its length. */
  TOO_EXPENSIVE,
  /** A read made no progress for the time that the limits allow. */
  STALLED,
  CANCELLED,
  /** The file system refused or failed. */
  IO,
  /** FFmpeg refused something that it should not have. */
  INTERNAL
}
