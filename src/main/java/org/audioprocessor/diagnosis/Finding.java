package org.audioprocessor.diagnosis;

/**
 * The result of a step.
 *
 * @param check name of the step
 * @param detail state or fault, as a sentence or a value
 * @param advice remedy; empty if none is needed
 */
public record Finding(String check, State state, String detail, String advice) {
  public enum State {
    WORKS,
    /** The program works, with a limitation. */
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
