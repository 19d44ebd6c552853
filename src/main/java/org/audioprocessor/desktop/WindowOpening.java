package org.audioprocessor.desktop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.Housekeeping.InterruptedUploads;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.WindowThreads.UiThread;
import org.audioprocessor.desktop.controls.Controls;
import org.audioprocessor.desktop.controls.Controls.EmptyState;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.wiring.WindowContext;
import org.audioprocessor.desktop.wiring.WorkspaceContext;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.settings.Connection;
import org.kordamp.ikonli.feather.Feather;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the window's first connection in the background. Reports why it takes long, and retries
 * after transient failures. JavaFX thread only.
 */
final class WindowOpening {
  private static final Logger LOG = LoggerFactory.getLogger(WindowOpening.class);
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(5);
  private static final String TOPIC = "opening";
  private static final int NAMED = 3;

  private final ApplicationOptions options;
  private final WindowContext windowContext;
  private final MainWindow window;
  private final Consumer<WorkspaceContext> opened;
  private final BooleanSupplier isOver;
  private boolean trying;

  /**
   * @param opened receives the connection
   * @param isOver whether another connection was opened meanwhile or the program ends; called on
   *     any thread
   */
  WindowOpening(
      ApplicationOptions options,
      WindowContext windowContext,
      MainWindow window,
      Consumer<WorkspaceContext> opened,
      BooleanSupplier isOver) {
    this.options = options;
    this.windowContext = windowContext;
    this.window = window;
    this.opened = opened;
    this.isOver = isOver;
  }

  void begin() {
    window.opening();
    open();
  }

  private void open() {
    if (trying || isOver.getAsBoolean()) {
      return;
    }
    trying = true;
    windowContext
        .threads()
        .background()
        .execute(() -> {
          try {
            WorkspaceContext context =
                WorkspaceContext.open(options, windowContext, this::showReason);
            List<UploadRow> interrupted = InterruptedUploads.of(context.application());
            UiThread.run(() -> succeeded(context, interrupted));
          } catch (StartupException e) {
            LOG.info("The workspace cannot be opened", e);
            UiThread.run(() -> failed(e));
          }
        });
  }

  private boolean showReason(String reason) {
    Notice notice = Notice.of(TOPIC, Severity.PENDING, reason);
    UiThread.run(() -> {
      if (trying) {
        windowContext.notices().show(notice);
      }
    });
    return !isOver.getAsBoolean();
  }

  private void succeeded(WorkspaceContext context, List<UploadRow> interrupted) {
    trying = false;
    windowContext.notices().clear(TOPIC);
    opened.accept(context);
    if (!interrupted.isEmpty()) {
      String names =
          interrupted.stream()
              .limit(NAMED)
              .map(row -> row.upload().fileName())
              .collect(Collectors.joining(", "));
      String sentence = Messages.text("window.interrupted", interrupted.size(), names);
      windowContext.notices().show(Notice.of(TOPIC, Severity.INFO, sentence));
      windowContext.log().add(Severity.INFO, sentence); // the log does not record INFO notices
    }
  }

  private void failed(StartupException why) {
    trying = false;
    windowContext.notices().clear(TOPIC);
    if (isOver.getAsBoolean()) {
      return;
    }
    String sentence = String.valueOf(why.getMessage());
    if (why.isWorthWaiting()) {
      sentence = Messages.text("window.tries-again", sentence);
      ScheduledFuture<?> _ =
          windowContext
              .threads()
              .timer()
              .schedule(
                  () -> UiThread.run(this::open), TRY_AGAIN_AFTER.toSeconds(), TimeUnit.SECONDS);
    }
    couldNotOpen(sentence);
  }

  private void couldNotOpen(String sentence) {
    Button again = Controls.button("connect-again", Messages.text("window.again"), this::begin);
    Button here =
        Controls.button(
            "connect-embedded",
            Messages.text("window.this-computer"),
            () -> windowContext.reopening().reopen(Connection.EMBEDDED.name()));
    Controls.show(here, !isEmbedded());
    window.showFailure(
        new EmptyState(
            Feather.ALERT_TRIANGLE, Messages.text("window.cannot-open"), sentence, again, here));
  }

  private boolean isEmbedded() {
    try {
      return Application.settings(options).settings().connection().database() == null;
    } catch (StartupException e) {
      return false; // the sentence shown is about the settings
    }
  }
}
