package org.audioprocessor.desktop.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Registered for every test: no exception may escape on the JavaFX thread, and no style sheet may
 * name what does not exist.
 */
public final class NothingGoesUncaught implements BeforeAllCallback, AfterEachCallback {
  private static final String FX_THREAD = "JavaFX Application Thread";

  /** Held, since a logger that nobody holds loses its handlers. */
  private static final Logger CSS = Logger.getLogger("javafx.css");

  private static final List<Throwable> CAUGHT = new ArrayList<>();
  private static boolean watching;

  @Override
  public void beforeAll(ExtensionContext context) {
    watch();
  }

  private static synchronized void watch() {
    if (watching) {
      return;
    }
    watching = true;
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
      if (thread.getName().equals(FX_THREAD)) {
        note(failure);
      }
      if (before != null) {
        before.uncaughtException(thread, failure);
      }
    });
    CSS.addHandler(new StyleWarnings());
  }

  static synchronized void note(Throwable failure) {
    CAUGHT.add(failure);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    requireNone();
  }

  static synchronized void requireNone() {
    if (!CAUGHT.isEmpty()) {
      AssertionError error = new AssertionError("on the JavaFX thread: " + CAUGHT.getFirst());
      CAUGHT.forEach(error::addSuppressed);
      CAUGHT.clear();
      throw error;
    }
  }

  private static final class StyleWarnings extends Handler {
    @Override
    public void publish(LogRecord record) {
      if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
        note(new IllegalStateException("style sheet: " + record.getMessage()));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
