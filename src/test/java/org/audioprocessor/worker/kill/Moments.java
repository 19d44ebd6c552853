package org.audioprocessor.worker.kill;

/**
 * Hears of every moment of a worker's life, on the thread that lives it, such as {@code after put
 * tracks/Song.wav}, {@code before commit UPDATE …; UPDATE …} or {@code progress MEASURE}.
 */
@FunctionalInterface
interface Moments {
  Moments UNHEARD = moment -> {};

  /** Work goes on when it returns. */
  void at(String moment);
}
