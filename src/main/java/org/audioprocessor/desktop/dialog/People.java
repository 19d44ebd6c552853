package org.audioprocessor.desktop.dialog;

/** The ways to ask and inform the user. */
public record People(Questions questions, FilePicker files, Notices notices) {

  /** Returns a copy that marks every question as one about this production platform. */
  public People inProduction(String name) {
    Questions marked = (question, yes) -> questions.ask(question.inProduction(name), yes);
    return new People(marked, files, notices);
  }
}
