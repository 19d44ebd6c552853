package org.audioprocessor.process.isolation.protocol;

import org.jspecify.annotations.Nullable;

/** What a frame is about; with its code on the wire. */
public enum FrameKind {
  /** Child: ready; carries the version of the protocol. */
  HELLO(1),
  /** Parent: make a track. */
  MAKE(10),
  /** Parent: is this file sound? */
  PROBE(11),
  /** Parent: how loud is this file, and how does it look? */
  OVERVIEW(12),
  /** Parent: decode this file. */
  DECODE(13),
  /** Parent: stop the task of this number. */
  CANCEL(14),
  /** Parent: how loud is this file as it stands? */
  MEASURE(15),
  /** Parent: listen to the segments of a published rung. */
  RUNG(16),
  /** Parent: decode packets that will come, until an empty one. */
  PLAY_PACKETS(18),
  /** Parent: decode this published M4A. */
  PLAY_M4A(19),
  /** Parent: packets of AAC. */
  PACKETS(9),
  /** Parent: what does this published M4A hold? */
  M4A(17),
  /** Child: how far the task is. */
  PROGRESS(20),
  /** Child: names of segments that will come. */
  ANNOUNCE(21),
  /** Child: a finished segment. */
  SEGMENT(22),
  /** Child: what the file is that was opened. */
  OPENED(23),
  /** Child: a stretch of decoded sound. */
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
