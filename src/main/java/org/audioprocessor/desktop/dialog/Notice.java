package org.audioprocessor.desktop.dialog;

import org.audioprocessor.desktop.controls.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A sentence above everything else.
 *
 * @param topic a later notice of the same topic takes its place
 * @param action null where nothing is offered
 */
public record Notice(String topic, Severity severity, String sentence, @Nullable Action action) {

  /** What can be done about it. */
  public record Action(String text, Runnable run) {}

  public static Notice of(String topic, Severity severity, String sentence) {
    return new Notice(topic, severity, sentence, null);
  }
}
