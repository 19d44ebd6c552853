package org.audioprocessor.desktop.dialog;

/** How a person is asked and told. */
public record People(Questions questions, FilePicker files, Notices notices) {

  /** The same, with every question marked as one about this production platform. */
  public People inProduction(String name) {
    Questions marked = (question, yes) -> questions.ask(question.inProduction(name), yes);
    return new People(marked, files, notices);
  }
}
