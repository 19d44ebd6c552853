package org.audioprocessor.desktop.settings;

import org.audioprocessor.diagnosis.Finding;

/** The finding of one step of a connection test, with its remedy. */
record TestStep(Finding.State state, String check, String detail, String advice) {
  static TestStep of(Finding finding) {
    return new TestStep(finding.state(), finding.check(), finding.detail(), finding.advice());
  }

  /** Returns a mark that does not depend on colour. */
  String mark() {
    return switch (state) {
      case WORKS -> "✓";
      case NOTE -> "!";
      case BROKEN -> "✕";
    };
  }

  String styleClass() {
    return switch (state) {
      case WORKS -> "status-completed";
      case NOTE -> "status-resting";
      case BROKEN -> "status-failed";
    };
  }
}
