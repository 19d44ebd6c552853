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

/** What the screen of settings works with. */
public record SettingsServices(
    SettingsStore store,
    Probe probe,
    Reopening reopening,
    ThemeChoice theme,
    People people,
    UiExecutors executors) {

  /** Tries a connection, step by step; waits for each. */
  @FunctionalInterface
  public interface Probe {
    void run(
        Connection connection,
        @Nullable Secret password,
        String processedPrefix,
        Consumer<Finding> findings);
  }

  /**
   * How the window looks.
   *
   * @param kept the word of what was chosen last: system, light or dark
   */
  public record ThemeChoice(Supplier<String> kept, Consumer<String> choose) {}
}
