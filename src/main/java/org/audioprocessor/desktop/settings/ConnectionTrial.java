package org.audioprocessor.desktop.settings;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.settings.ConnectionsViewModel.TestStep;
import org.audioprocessor.desktop.settings.SettingsStore.SettingsServices;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.diagnosis.Diagnosis.Finding;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.secret.Secret;
import org.jspecify.annotations.Nullable;

/** Tests a connection step by step; shows the latest test. UI thread only. */
final class ConnectionTrial {
  private final SettingsServices services;
  private final UiExecutors executors;
  private final ObservableList<TestStep> steps = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper verdict = new ReadOnlyStringWrapper("");
  private long latest;
  private @Nullable String subject;

  ConnectionTrial(SettingsServices services) {
    this.services = services;
    executors = services.executors();
  }

  /** Supplies the connection to test, or the reason why there is none. */
  interface Wanted {
    Connection get() throws SettingsException;
  }

  /** The steps in the order in which they ended. */
  ObservableList<TestStep> steps() {
    return steps;
  }

  /** The overall result; empty before a test. */
  ReadOnlyStringProperty verdictProperty() {
    return verdict.getReadOnlyProperty();
  }

  /** Returns the name of the tested connection; null for the one that is being edited. */
  @Nullable String subject() {
    return subject;
  }

  /** Clears the result when something else is edited. */
  void clear() {
    latest++;
    steps.clear();
    verdict.set("");
  }

  /**
   * Starts a test.
   *
   * @param name of a saved connection; null for the one that is being edited
   * @param typed the typed password; null for the stored one
   */
  void run(@Nullable String name, Wanted wanted, @Nullable Secret typed) {
    subject = name;
    long mine = ++latest;
    steps.clear();
    verdict.set(Messages.text("settings.test.running"));
    executors
        .background()
        .execute(() -> {
          try {
            probe(mine, wanted.get(), typed);
            show(mine, this::end);
          } catch (SettingsException | StartupException e) {
            show(mine, () -> verdict.set(String.valueOf(e.getMessage())));
          }
        });
  }

  private void probe(long mine, Connection connection, @Nullable Secret typed)
      throws SettingsException, StartupException {
    Secret password = typed;
    if (password == null && !connection.isEmbedded()) {
      password = services.store().password(connection).orElse(null);
    }
    String prefix = services.store().effective().settings().prefixes().processed();
    services
        .probe()
        .run(
            connection, password, prefix, found -> show(mine, () -> steps.add(TestStep.of(found))));
  }

  private void show(long mine, Runnable change) {
    executors
        .ui()
        .execute(() -> {
          if (mine == latest) {
            change.run();
          }
        });
  }

  private void end() {
    long broken = steps.stream().filter(one -> one.state() == Finding.State.BROKEN).count();
    verdict.set(Messages.text("settings.test.ended", broken));
  }
}
