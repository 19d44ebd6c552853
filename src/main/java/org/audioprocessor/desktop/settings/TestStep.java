package org.audioprocessor.desktop.settings;

import org.audioprocessor.diagnosis.Finding;

/** What one step of a connection test found, with what to do about it. */
record TestStep(Finding.State state, String check, String detail, String advice) {
  static TestStep of(Finding finding) {
    return new TestStep(finding.state(), finding.check(), finding.detail(), finding.advice());
  }

  /** For a glance without colour. */
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
