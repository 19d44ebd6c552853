package org.audioprocessor.desktop.dialog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways to ask and inform the user. */
public record People(Questions questions, FilePicker files, Notices notices) {

  /** Returns a copy that marks every question as one about this production platform. */
  public People inProduction(String name) {
    Questions marked = (question, yes) -> questions.ask(question.inProduction(name), yes);
    return new People(marked, files, notices);
  }

  /** Asks the user for files. UI thread only; returns when the dialog is closed. */
  public interface FilePicker {
    /** Returns the chosen files; empty if the dialog was cancelled. */
    List<Path> audioFilesToAdd();

    /** Returns the file to write; empty if the dialog was cancelled. */
    Optional<Path> fileToWrite(String suggestedName);
  }

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
}
