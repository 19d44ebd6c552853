package org.audioprocessor.worker.kill;

/**
 * Receives every checkpoint of a worker, on the thread that reaches it, such as {@code after put
 * tracks/Song.wav}, {@code before commit UPDATE …; UPDATE …} or {@code progress MEASURE}.
 */
@FunctionalInterface
interface Checkpoints {
  Checkpoints UNHEARD = moment -> {};

  /** Work goes on when it returns. */
  void at(String moment);
}
