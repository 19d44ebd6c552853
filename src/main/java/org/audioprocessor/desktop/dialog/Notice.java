package org.audioprocessor.desktop.dialog;

import org.jspecify.annotations.Nullable;

/**
 * A sentence above everything else.
 *
 * @param topic a later notice of the same topic takes its place
 * @param action null where nothing is offered
 */
public record Notice(String topic, Tone tone, String sentence, @Nullable Action action) {

  /** How it looks. */
  public enum Tone {
    CALM,
    /** Nothing needs to be done; work goes on by itself. */
    WAITING,
    GOOD,
    BAD
  }

  /** What can be done about it. */
  public record Action(String text, Runnable run) {}

  public static Notice of(String topic, Tone tone, String sentence) {
    return new Notice(topic, tone, sentence, null);
  }
}
