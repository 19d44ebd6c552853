package org.audioprocessor.process.isolation.protocol;

import org.jspecify.annotations.Nullable;

/** The kinds of frames, each with its code on the wire. */
public enum FrameKind {
  /** Child: it is ready; carries the version of the protocol. */
  HELLO(1),
  /** Parent: render a track. */
  RENDER(10),
  /** Parent: probe a raw file. */
  PROBE(11),
  /** Parent: measure a raw file and compute its waveform. */
  OVERVIEW(12),
  /** Parent: decode a raw file. */
  DECODE(13),
  /** Parent: cancel the task with this number. */
  CANCEL(14),
  /** Parent: measure the loudness of a file. */
  MEASURE(15),
  /** Parent: decode and measure the segments of a published rung. */
  RUNG(16),
  /** Parent: decode the PACKETS frames that follow, until an empty one. */
  PLAY_PACKETS(18),
  /** Parent: decode a published M4A. */
  PLAY_M4A(19),
  /** Parent: name the AAC encoders of the system. */
  ENCODERS(8),
  /** Parent: AAC packets. */
  PACKETS(9),
  /** Parent: read the facts of a published M4A. */
  M4A(17),
  /** Child: progress of the task. */
  PROGRESS(20),
  /** Child: names of segments that will follow. */
  ANNOUNCE(21),
  /** Child: a finished segment. */
  SEGMENT(22),
  /** Child: the format of the opened file. */
  OPENED(23),
  /** Child: a block of decoded sound. */
  SOUND(24),
  /** Child: the task's result, its last frame. */
  DONE(30),
  /** Child: why the task failed, its last frame. */
  FAILED(31);

  private final int code;

  FrameKind(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  static @Nullable FrameKind of(int code) {
    for (FrameKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    return null;
  }
}
