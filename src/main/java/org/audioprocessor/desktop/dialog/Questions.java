package org.audioprocessor.desktop.dialog;

import org.jspecify.annotations.Nullable;

/** Asks the user before an action that is irreversible or affects many uploads. */
@FunctionalInterface
public interface Questions {

  /**
   * A question with one action and a way to cancel.
   *
   * @param text what the action does: how many, about how long
   * @param action the word on the action's button
   * @param production the name of the production platform that is changed; null elsewhere
   */
  record Question(String title, String text, String action, @Nullable String production) {
    public Question(String title, String text, String action) {
      this(title, text, action, null);
    }

    Question inProduction(String name) {
      return new Question(title, text, action, name);
    }
  }

  /** Runs {@code yes} on the UI thread if the user confirms. */
  void ask(Question question, Runnable yes);
}
