package org.audioprocessor.desktop.settings;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.audioprocessor.desktop.dialog.People;
import org.audioprocessor.desktop.work.Reopening;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.diagnosis.Finding;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.secret.Secret;
import org.jspecify.annotations.Nullable;

/** The services of the settings' screen. */
public record SettingsServices(
    SettingsStore store,
    Probe probe,
    Reopening reopening,
    ThemeChoice theme,
    People people,
    UiExecutors executors) {

  /** Tests a connection step by step; waits for each step. */
  @FunctionalInterface
  public interface Probe {
    void run(
        Connection connection,
        @Nullable Secret password,
        String processedPrefix,
        Consumer<Finding> findings);
  }

  /**
   * Access to the theme of the window.
   *
   * @param saved returns the saved choice: system, light or dark
   */
  public record ThemeChoice(Supplier<String> saved, Consumer<String> choose) {}
}
