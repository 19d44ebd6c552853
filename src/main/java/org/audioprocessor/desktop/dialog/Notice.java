package org.audioprocessor.desktop.dialog;

import org.audioprocessor.desktop.controls.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A sentence shown over the screen.
 *
 * @param topic a later notice of the same topic replaces this one
 * @param action null for none
 */
public record Notice(String topic, Severity severity, String sentence, @Nullable Action action) {

  /** An action that the notice offers. */
  public record Action(String text, Runnable run) {}

  public static Notice of(String topic, Severity severity, String sentence) {
    return new Notice(topic, severity, sentence, null);
  }
}
