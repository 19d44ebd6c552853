package org.audioprocessor.desktop.settings;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.SettingsException;

/** One setting as a person types it. */
final class Field<T> {
  private final SettingKey<T> key;
  private final List<String> choices;
  private final StringProperty text;

  /** Typed freely. */
  Field(SettingKey<T> key) {
    this(key, List.of());
  }

  /**
   * One of a few words.
   *
   * @param choices as they stand in the file
   */
  Field(SettingKey<T> key, List<String> choices) {
    this.key = key;
    this.choices = choices;
    text = new SimpleStringProperty(key.text(key.defaultValue()));
  }

  SettingKey<T> key() {
    return key;
  }

  String id() {
    return "setting-" + key.name().toLowerCase(Locale.ROOT).replace('.', '-');
  }

  String label() {
    return Messages.text("setting." + key.name());
  }

  /** What may be typed; empty where that is seen. */
  String hint() {
    if (!choices.isEmpty()) {
      return "";
    }
    return key == SettingKey.CONNECTION
        ? Messages.text("settings.name.hint")
        : Messages.text("settings.allowed", key.allowed());
  }

  /** Empty where it is typed freely. */
  List<String> choices() {
    return choices;
  }

  StringProperty textProperty() {
    return text;
  }

  void show(T value) {
    text.set(key.text(value));
  }

  /** What was typed; nothing typed means the default. */
  T value() throws SettingsException {
    String typed = text.get() == null ? "" : text.get().strip();
    if (typed.isEmpty()) {
      return key.defaultValue();
    }
    return key.read(typed)
        .orElseThrow(
            () -> new SettingsException(Messages.text("settings.refused", label(), key.allowed())));
  }
}
