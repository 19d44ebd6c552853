package org.audioprocessor.desktop;

import java.time.InstantSource;
import java.util.function.Consumer;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.WindowThreads.UiThread;
import org.audioprocessor.desktop.batch.Batch.BatchState;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.dialog.People.Questions.Question;
import org.audioprocessor.desktop.wiring.WindowContext;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Connections;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.SettingsDocument;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.SettingsFile;
import org.audioprocessor.settings.Workspace;
import org.jspecify.annotations.Nullable;

/** Switches the window to another connection: opens the new one before it closes the old one. */
final class ConnectionSwitch {
  private static final String TOPIC = "connection";

  private final ApplicationOptions options;
  private final WindowContext windowContext;
  private final Consumer<WorkspaceContext> opened;
  private final SettingsFile file;

  /**
   * @param opened receives the new connection, on the JavaFX thread
   */
  ConnectionSwitch(
      ApplicationOptions options, WindowContext windowContext, Consumer<WorkspaceContext> opened) {
    this.options = options;
    this.windowContext = windowContext;
    this.opened = opened;
    Workspace workspace = new Workspace(options.workspace());
    file = new SettingsFile(workspace.settingsFile(), InstantSource.system());
  }

  /**
   * Switches, after confirmation where work is running or listeners are affected.
   *
   * @param now the current connection; null for none
   * @param name the name of the new one; null for the one in the settings
   */
  void to(@Nullable WorkspaceContext now, @Nullable String name) {
    inBackground(() -> {
      boolean production = name != null && saved(name).isProduction();
      UiThread.run(() -> askOrGo(now, name, production));
    });
  }

  private Connection saved(String name) throws SettingsException {
    return Connections.saved(file.load().document(), name);
  }

  private void askOrGo(@Nullable WorkspaceContext now, @Nullable String name, boolean production) {
    BatchState batch = now == null ? null : now.batch().stateProperty().get();
    boolean works = batch != null && batch.isActive();
    if (!works && !production) {
      go(name);
      return;
    }
    StringBuilder text = new StringBuilder();
    if (production) {
      text.append(Messages.text("switch.production", String.valueOf(name)));
    }
    if (batch != null && works) {
      text.append(production ? " " : "");
      text.append(Messages.text("switch.working", batch.running()));
    }
    windowContext
        .people()
        .questions()
        .ask(
            new Question(
                Messages.text("switch.title"), text.toString(), Messages.text("switch.yes")),
            () -> go(name));
  }

  private void go(@Nullable String name) {
    windowContext.notices().show(Notice.of(TOPIC, Severity.INFO, Messages.text("switch.opening")));
    inBackground(() -> {
      SettingsDocument before = file.load().document();
      if (name != null) {
        file.change(document -> document.with(SettingKey.CONNECTION, name));
      }
      try {
        WorkspaceContext context = WorkspaceContext.open(options, windowContext, this::tellsWhy);
        UiThread.run(() -> opened(context));
      } catch (StartupException e) {
        if (name != null) {
          file.change(document -> choiceOf(before, document));
        }
        throw new SettingsException(
            Messages.text("switch.failed", String.valueOf(e.getMessage())), e);
      }
    });
  }

  private boolean tellsWhy(String reason) {
    Notice notice = Notice.of(TOPIC, Severity.PENDING, reason);
    UiThread.run(() -> windowContext.notices().show(notice));
    return true;
  }

  private static SettingsDocument choiceOf(SettingsDocument before, SettingsDocument now) {
    return before
        .text(SettingKey.CONNECTION)
        .map(choice -> now.with(SettingKey.CONNECTION, choice))
        .orElseGet(() -> now.without(SettingKey.CONNECTION));
  }

  private void opened(WorkspaceContext context) {
    opened.accept(context);
    String sentence = Messages.text("switch.opened", context.connection().name());
    windowContext.notices().show(Notice.of(TOPIC, Severity.SUCCESS, sentence));
    // for example: an environment variable names another connection and wins
    context.application().settings().warnings().stream()
        .findFirst()
        .ifPresent(
            text -> windowContext.notices().show(Notice.of("settings", Severity.ERROR, text)));
  }

  private interface Work {
    void run() throws SettingsException;
  }

  private void inBackground(Work work) {
    windowContext
        .threads()
        .background()
        .execute(() -> {
          try {
            work.run();
          } catch (SettingsException e) {
            Notice notice = Notice.of(TOPIC, Severity.ERROR, String.valueOf(e.getMessage()));
            UiThread.run(() -> windowContext.notices().show(notice));
          }
        });
  }
}
