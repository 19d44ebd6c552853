package org.audioprocessor.desktop.settings;

import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.dialog.People.Questions.Question;
import org.audioprocessor.desktop.settings.SettingsStore.SettingsServices;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.diagnosis.Diagnosis.Finding;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Connection.Database;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.secret.Secret;
import org.audioprocessor.settings.secret.SecretStore;
import org.jspecify.annotations.Nullable;

/** The saved connections: selects, edits and tests them. UI thread only. */
public final class ConnectionsViewModel {
  private static final String TOPIC = "settings";

  private final SettingsServices services;
  private final UiExecutors executors;
  private final ObservableList<ConnectionRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable ConnectionDraft> draft =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper keychain = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper keepsPasswords = new ReadOnlyBooleanWrapper(true);
  private final ConnectionTrial test;

  public ConnectionsViewModel(SettingsServices services) {
    this.services = services;
    executors = services.executors();
    test = new ConnectionTrial(services);
  }

  ObservableList<ConnectionRow> rows() {
    return rows;
  }

  /** Returns the test, which also accepts an unsaved connection. */
  ConnectionTrial test() {
    return test;
  }

  /** The connection that is being edited; null for none. */
  ReadOnlyObjectProperty<@Nullable ConnectionDraft> draftProperty() {
    return draft.getReadOnlyProperty();
  }

  /** Says where passwords are stored, or why they cannot be stored. */
  ReadOnlyStringProperty keychainProperty() {
    return keychain.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty keepsPasswordsProperty() {
    return keepsPasswords.getReadOnlyProperty();
  }

  void attach() {
    reload();
    inBackground(() -> {
      SecretStore secrets = services.store().secrets();
      executors
          .ui()
          .execute(() -> {
            keychain.set(secrets.description());
            keepsPasswords.set(secrets.isAvailable());
          });
    });
  }

  void reload() {
    inBackground(() -> {
      String inUse = services.store().effective().settings().connection().name();
      List<ConnectionRow> found =
          services.store().connections().stream()
              .map(one -> new ConnectionRow(one, one.name().equals(inUse)))
              .toList();
      executors.ui().execute(() -> rows.setAll(found));
    });
  }

  void use(ConnectionRow row) {
    services.reopening().reopen(row.name());
  }

  void add() {
    edit(new ConnectionDraft());
  }

  void edit(ConnectionRow row) {
    edit(ConnectionDraft.of(row.connection()));
  }

  void cancelEdit() {
    edit((ConnectionDraft) null);
  }

  /** Clears the test of the connection edited before. */
  private void edit(@Nullable ConnectionDraft next) {
    test.clear();
    draft.set(next);
  }

  void remove(ConnectionRow row) {
    String text = Messages.text("settings.remove.question", row.name());
    Question question =
        new Question(Messages.text("settings.remove"), text, Messages.text("settings.remove.yes"));
    services
        .people()
        .questions()
        .ask(
            question,
            () ->
                inBackground(() -> {
                  services.store().remove(row.name());
                  show(Severity.SUCCESS, Messages.text("settings.removed", row.name()));
                  executors
                      .ui()
                      .execute(() -> {
                        test.clear();
                        reload();
                      });
                }));
  }

  /** Saves the edited connection; an empty password keeps the stored one. */
  void save() {
    ConnectionDraft edited = draft.get();
    if (edited == null) {
      return;
    }
    Secret password = typed(edited);
    boolean forSession = !keepsPasswords.get() && edited.forSession.get();
    executors
        .background()
        .execute(() -> {
          try {
            Connection connection = edited.connection();
            services.store().save(connection, password, forSession);
            String key =
                password != null && forSession ? "settings.saved.session" : "settings.saved";
            show(Severity.SUCCESS, Messages.text(key, connection.name()));
            executors.ui().execute(this::saved);
          } catch (SettingsException e) {
            show(
                Severity.ERROR,
                Messages.text("settings.not-saved", String.valueOf(e.getMessage())));
          }
        });
  }

  private void saved() {
    edit((ConnectionDraft) null);
    reload();
  }

  void testDraft() {
    ConnectionDraft edited = draft.get();
    if (edited != null) {
      Secret password = typed(edited);
      test.run(null, edited::connection, password);
    }
  }

  void test(ConnectionRow row) {
    test.run(row.name(), row::connection, null);
  }

  private static @Nullable Secret typed(ConnectionDraft edited) {
    String text = edited.password.get();
    return text == null || text.isEmpty() ? null : Secret.of(text);
  }

  private interface Work {
    void run() throws SettingsException, StartupException;
  }

  private void inBackground(Work work) {
    executors
        .background()
        .execute(() -> {
          try {
            work.run();
          } catch (SettingsException | StartupException e) {
            show(Severity.ERROR, String.valueOf(e.getMessage()));
          }
        });
  }

  private void show(Severity severity, String sentence) {
    executors
        .ui()
        .execute(() -> services.people().notices().show(Notice.of(TOPIC, severity, sentence)));
  }

  /** A saved connection, or the workspace's own. */
  record ConnectionRow(Connection connection, boolean isInUse) {
    String name() {
      return connection.name();
    }

    String title() {
      return connection.isEmbedded() ? Messages.text("connection.embedded") : connection.name();
    }

    String places() {
      Database database = connection.database();
      return database == null
          ? Messages.text("settings.embedded.places")
          : Messages.text(
              "connection.places",
              database.url(),
              Messages.text("connection.bucket", connection.store().name()));
    }

    boolean isProduction() {
      return connection.isProduction();
    }

    boolean isEmbedded() {
      return connection.isEmbedded();
    }
  }

  /** The finding of one step of a connection test, with its remedy. */
  record TestStep(Finding.State state, String check, String detail, String advice) {
    static TestStep of(Finding finding) {
      return new TestStep(finding.state(), finding.check(), finding.detail(), finding.advice());
    }

    /** Returns a mark that does not depend on colour. */
    String mark() {
      return switch (state) {
        case WORKS -> "✓";
        case NOTE -> "!";
        case BROKEN -> "✕";
      };
    }

    String styleClass() {
      return switch (state) {
        case WORKS -> "status-completed";
        case NOTE -> "status-resting";
        case BROKEN -> "status-failed";
      };
    }
  }
}
