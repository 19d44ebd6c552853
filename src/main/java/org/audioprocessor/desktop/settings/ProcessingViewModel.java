package org.audioprocessor.desktop.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.settings.SettingsStore.SettingsServices;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.settings.Settings.EffectiveSettings;
import org.audioprocessor.settings.Settings.EffectiveSettings.Origin;
import org.audioprocessor.settings.SettingsDocument;
import org.audioprocessor.settings.SettingsException;

/** The settings of processing: targets, encoding, prefixes and parallel tracks. UI thread only. */
public final class ProcessingViewModel {
  private static final String TOPIC = "settings";

  private final SettingsServices services;
  private final Field<Settings.Encoder> encoder =
      new Field<>(SettingKey.ENCODER, List.of("auto", "ffmpeg", "fdk", "faac", "quick"));
  private final List<Field<?>> fields =
      List.of(
          new Field<>(SettingKey.INTEGRATED_LUFS),
          new Field<>(SettingKey.LOUDNESS_RANGE_LU),
          new Field<>(SettingKey.TRUE_PEAK_DBTP),
          encoder,
          new Field<>(SettingKey.SEGMENT_SECONDS),
          new Field<>(SettingKey.QUALITY, List.of("window", "always", "never")),
          new Field<>(SettingKey.THREADS),
          new Field<>(SettingKey.RAW_PREFIX),
          new Field<>(SettingKey.PROCESSED_PREFIX),
          new Field<>(SettingKey.FAILED_PREFIX));
  private final ReadOnlyObjectWrapper<Map<String, String>> fixed =
      new ReadOnlyObjectWrapper<>(Map.of());

  public ProcessingViewModel(SettingsServices services) {
    this.services = services;
  }

  List<Field<?>> fields() {
    return fields;
  }

  /** The reasons, by field id, why fields cannot be changed here. */
  ReadOnlyObjectProperty<Map<String, String>> fixedProperty() {
    return fixed.getReadOnlyProperty();
  }

  void attach() {
    inBackground(() -> {
      EffectiveSettings found = services.store().effective();
      services.executors().ui().execute(() -> show(found));
    });
  }

  private void show(EffectiveSettings found) {
    Map<String, String> texts = new HashMap<>();
    Map<String, String> reasons = new HashMap<>();
    for (EffectiveSettings.Value value : found.values()) {
      texts.put(value.name(), value.text());
      if (value.origin() == Origin.ENVIRONMENT) {
        reasons.put(value.name(), Messages.text("settings.fixed.environment", value.source()));
      } else if (value.origin() == Origin.FLAG) {
        reasons.put(value.name(), Messages.text("settings.fixed.flag"));
      }
    }
    Map<String, String> byId = new HashMap<>();
    for (Field<?> field : fields) {
      String name = field.key().name();
      field.showText(texts.getOrDefault(name, ""));
      if (reasons.containsKey(name)) {
        byId.put(field.id(), reasons.getOrDefault(name, ""));
      }
    }
    fixed.set(Map.copyOf(byId));
  }

  /** Saves all fields, or none if one is invalid or names an encoder that is not installed. */
  void save() {
    inBackground(() -> {
      services.store().requireEncoder(encoder.value());
      services.store().change(this::changed);
      String sentence = Messages.text("settings.processing.saved");
      Notice.Action again =
          new Notice.Action(
              Messages.text("settings.reopen"), () -> services.reopening().reopen(null));
      say(new Notice(TOPIC, Severity.PENDING, sentence, again));
    });
  }

  private SettingsDocument changed(SettingsDocument document) throws SettingsException {
    SettingsDocument changed = document;
    for (Field<?> field : fields) {
      if (!fixed.get().containsKey(field.id())) {
        changed = with(changed, field);
      }
    }
    return changed;
  }

  /** Removes a value that equals the default, so that a later version may improve the default. */
  private static <T> SettingsDocument with(SettingsDocument document, Field<T> field)
      throws SettingsException {
    T value = field.value();
    return value.equals(field.key().defaultValue())
        ? document.without(field.key())
        : document.with(field.key(), value);
  }

  String theme() {
    return services.theme().saved().get();
  }

  void chooseTheme(String word) {
    services.theme().choose().accept(word);
  }

  private interface Work {
    void run() throws SettingsException, StartupException;
  }

  private void inBackground(Work work) {
    services
        .executors()
        .background()
        .execute(() -> {
          try {
            work.run();
          } catch (SettingsException | StartupException e) {
            say(Notice.of(TOPIC, Severity.ERROR, String.valueOf(e.getMessage())));
          }
        });
  }

  private void say(Notice notice) {
    services.executors().ui().execute(() -> services.people().notices().show(notice));
  }
}
