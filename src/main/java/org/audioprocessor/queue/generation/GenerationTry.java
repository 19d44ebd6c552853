package org.audioprocessor.queue.generation;

import java.util.Locale;

/**
 * One try to write one generation of a track.
 *
 * @param generation 0 for objects that existed before the program
 * @param tryNumber from 0
 */
public record GenerationTry(String trackId, int generation, int tryNumber) {
  /** Tries are numbered by one letter; after the last one the next generation begins. */
  static final int LAST_TRY = 'z' - 'a';

  /** Returns the label in object names: {@code g0007b} is the second try of generation 7. */
  public String label() {
    return String.format(Locale.ROOT, "g%04d%c", generation, (char) ('a' + tryNumber));
  }
}
