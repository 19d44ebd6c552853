package org.audioprocessor.desktop.dialog;

import org.jspecify.annotations.Nullable;

/** Asks a person before something is done that cannot be taken back or touches much. */
@FunctionalInterface
public interface Questions {

  /**
   * A question that can be answered with the action or with nothing.
   *
   * @param text what will happen: how many, about how long
   * @param action the word on the button that does it
   * @param production the platform of that name is changed, and listeners hear it; null elsewhere
   */
  record Question(String title, String text, String action, @Nullable String production) {
    public Question(String title, String text, String action) {
      this(title, text, action, null);
    }

    Question inProduction(String name) {
      return new Question(title, text, action, name);
    }
  }

  /** Runs {@code yes} on the UI thread if the answer is yes. */
  void ask(Question question, Runnable yes);
}
