package org.audioprocessor.diagnosis;

/**
 * What a step found.
 *
 * @param check what was looked at
 * @param detail what is there, or what is wrong, as a sentence or a value
 * @param advice what to do; empty where nothing is to be done
 */
public record Finding(String check, State state, String detail, String advice) {
  public enum State {
    WORKS,
    /** The program runs, but something deserves a look. */
    NOTE,
    BROKEN
  }

  public boolean isBroken() {
    return state == State.BROKEN;
  }

  public static Finding works(String check, String detail) {
    return new Finding(check, State.WORKS, detail, "");
  }

  public static Finding note(String check, String detail, String advice) {
    return new Finding(check, State.NOTE, detail, advice);
  }

  public static Finding broken(String check, String detail, String advice) {
    return new Finding(check, State.BROKEN, detail, advice);
  }
}
