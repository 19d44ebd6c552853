package org.audioprocessor.settings;

import org.jspecify.annotations.Nullable;

/** The settings are invalid. The message tells users what to change. */
public final class SettingsException extends Exception {

  public SettingsException(String sentence) {
    this(sentence, null);
  }

  public SettingsException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
