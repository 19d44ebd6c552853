package org.audioprocessor.worker.kill;

/** Where a worker is killed. */
enum KillPoint {
  BEFORE_THE_CLAIM_IS_COMMITTED(Situation.WAITING, "before commit .*holder_token = \\?"),
  AFTER_THE_CLAIM_IS_COMMITTED(Situation.WAITING, "after commit .*holder_token = \\?"),
  IN_FETCH(Situation.WAITING, "reading tracks/"),
  IN_MEASURE(Situation.WAITING, "progress MEASURE"),
  IN_ENCODE(Situation.WAITING, "progress RENDER"),
  BEFORE_THE_FIRST_SEGMENT(Situation.WAITING, "before put .*/segment_"),
  AFTER_THE_FIRST_SEGMENT(Situation.WAITING, "after put .*/segment_"),
  AFTER_HALF_THE_SEGMENTS(Situation.WAITING, "after put .*/segment_", Times.HALF),
  AFTER_ALL_SEGMENTS(Situation.WAITING, "after put .*/segment_", Times.ALL),
  IN_VERIFY(Situation.WAITING, "progress VERIFY"),
  AFTER_THE_SWITCH_IS_ANNOUNCED(Situation.WAITING, "before put .*/generations/"),
  IN_THE_GENERATIONS_COPIES(Situation.WAITING, "after put .*/generations/.*\\.m4a"),
  AFTER_THE_GENERATIONS_COPIES(Situation.WAITING, "after put .*/generations/g\\d+/playlist"),
  BEFORE_THE_LOW_PLAYLIST(Situation.WAITING, "before put [^/]*/[^/]*/low/playlist"),
  AFTER_THE_LOW_PLAYLIST(Situation.WAITING, "after put [^/]*/[^/]*/low/playlist"),
  AFTER_THE_MEDIUM_PLAYLIST(Situation.WAITING, "after put [^/]*/[^/]*/med/playlist"),
  AFTER_THE_HIGH_PLAYLIST(Situation.WAITING, "after put [^/]*/[^/]*/high/playlist"),
  AFTER_THE_M4A(Situation.WAITING, "after put [^/]*/[^/]*/[^/]*\\.m4a"),
  AFTER_THE_METADATA(Situation.WAITING, "after put [^/]*/[^/]*/metadata"),
  BEFORE_THE_MULTIVARIANT_PLAYLIST(Situation.WAITING, "before put [^/]*/[^/]*/playlist"),
  AFTER_THE_MULTIVARIANT_PLAYLIST(Situation.WAITING, "after put [^/]*/[^/]*/playlist"),
  BEFORE_THE_FINAL_UPDATE(Situation.WAITING, "before commit .*holder_upload = NULL"),
  AFTER_THE_FINAL_UPDATE(Situation.WAITING, "after commit .*holder_upload = NULL"),
  BEFORE_THE_COPY_TO_FAILED(Situation.CORRUPT, "before copy failed"),
  AFTER_THE_COPY_TO_FAILED(Situation.CORRUPT, "after copy failed"),
  AFTER_THE_MOVE_TO_FAILED(Situation.CORRUPT, "after delete tracks/"),
  BEFORE_THE_FAILURE_IS_WRITTEN(Situation.CORRUPT, "before commit .*holder_upload = NULL"),
  AFTER_THE_COPY_BACK(Situation.SET_ASIDE, "after copy tracks/"),
  AFTER_THE_MOVE_BACK(Situation.SET_ASIDE, "after delete failed"),
  IN_CLEAN_UP(Situation.ABANDONED, "after delete .*/segment_"),
  IN_CLEAN_UP_HALFWAY(Situation.ABANDONED, "after delete .*/segment_", Times.HALF),
  AFTER_CLEAN_UP(Situation.ABANDONED, "after delete .*/segment_", Times.ALL);

  /** What the worker finds. */
  enum Situation {
    WAITING,
    CORRUPT,
    /** The raw file is under the failed prefix, the row was set back. */
    SET_ASIDE,
    /** A worker was killed after half of its segments. */
    ABANDONED
  }

  private enum Times {
    FIRST,
    HALF,
    ALL
  }

  final Situation situation;
  final String moment;
  private final Times times;

  KillPoint(Situation situation, String moment) {
    this(situation, moment, Times.FIRST);
  }

  KillPoint(Situation situation, String moment, Times times) {
    this.situation = situation;
    this.moment = moment;
    this.times = times;
  }

  /** How often the moment comes until then. */
  int times(int segments) {
    return switch (times) {
      case FIRST -> 1;
      case HALF -> segments / 2;
      case ALL -> segments;
    };
  }
}
