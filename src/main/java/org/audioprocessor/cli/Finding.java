package org.audioprocessor.cli;

/**
 * What a step of the doctor found.
 *
 * @param check what was looked at
 * @param detail what is there, or what is wrong, as a sentence or a value
 * @param advice what to do; empty where nothing is to be done
 */
record Finding(String check, State state, String detail, String advice) {
  enum State {
    WORKS,
    /** The program runs, but something deserves a look. */
    NOTE,
    BROKEN
  }

  static Finding works(String check, String detail) {
    return new Finding(check, State.WORKS, detail, "");
  }

  static Finding note(String check, String detail, String advice) {
    return new Finding(check, State.NOTE, detail, advice);
  }

  static Finding broken(String check, String detail, String advice) {
    return new Finding(check, State.BROKEN, detail, advice);
  }
}
