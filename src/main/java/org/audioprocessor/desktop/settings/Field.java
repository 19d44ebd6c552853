package org.audioprocessor.desktop.settings;

import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.SettingsException;

/** The form field of a setting. */
final class Field<T> {
  private static final Pattern ANY_LINE = Pattern.compile("one line");

  private final SettingKey<T> key;
  private final List<String> choices;
  private final StringProperty text;

  /** Creates a field of free text. */
  Field(SettingKey<T> key) {
    this(key, List.of());
  }

  /**
   * Creates a field with choices.
   *
   * @param choices as written in the file
   */
  Field(SettingKey<T> key, List<String> choices) {
    this.key = key;
    this.choices = choices;
    text = new SimpleStringProperty("");
    show(key.defaultValue());
  }

  /** Accepts decimal commas and typographic minus signs. */
  private static String plain(String number) {
    return number.replaceAll("[\\u2212\\u2010-\\u2013\\uFE63\\uFF0D]", "-").replace(',', '.');
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

  /** Returns the accepted values; empty if the control shows them. */
  String hint() {
    if (!choices.isEmpty()) {
      return "";
    }
    if (key == SettingKey.CONNECTION) {
      return Messages.text("settings.name.hint");
    }
    String allowed = key.allowed().replaceFirst("^a (whole )?number from ", "");
    if (isNumber()) {
      return signed(allowed);
    }
    return ANY_LINE.matcher(allowed).find() ? "" : signed(allowed);
  }

  private boolean isNumber() {
    return key.defaultValue() instanceof Number;
  }

  /** Puts true minus signs before numbers. */
  private static String signed(String text) {
    return text.replaceAll("-(?=\\d)", "−");
  }

  /** Returns the choices; empty for free text. */
  List<String> choices() {
    return choices;
  }

  StringProperty textProperty() {
    return text;
  }

  void show(T value) {
    showText(key.text(value));
  }

  /** Shows a value as written in the file. */
  void showText(String value) {
    text.set(isNumber() ? signed(value).replace('.', separator()) : value);
  }

  private static char separator() {
    return DecimalFormatSymbols.getInstance(Locale.getDefault()).getDecimalSeparator();
  }

  /** Returns the typed value; the default for an empty text. */
  T value() throws SettingsException {
    String typed = text.get() == null ? "" : text.get().strip();
    if (typed.isEmpty()) {
      return key.defaultValue();
    }
    return key.read(isNumber() ? plain(typed) : typed)
        .orElseThrow(() ->
            new SettingsException(
                Messages.text("settings.refused", label(), signed(key.allowed()))));
  }
}
