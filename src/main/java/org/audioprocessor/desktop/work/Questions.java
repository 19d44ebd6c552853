package org.audioprocessor.desktop.work;

/** Asks a person before something is done that cannot be taken back or touches much. */
@FunctionalInterface
public interface Questions {

  /**
   * A question that can be answered with the action or with nothing.
   *
   * @param text what will happen: how many, about how long
   * @param action the word on the button that does it
   */
  record Question(String title, String text, String action) {}

  /** Runs {@code yes} on the UI thread if the answer is yes. */
  void ask(Question question, Runnable yes);
}
