package org.audioprocessor.desktop.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Registered for every test: no exception may escape on the JavaFX thread, and no style sheet may
 * name what does not exist.
 */
public final class NothingGoesUncaught implements BeforeAllCallback, AfterEachCallback {
  private static final String FX_THREAD = "JavaFX Application Thread";

  /** A strong reference, since an unreferenced logger loses its handlers. */
  private static final Logger CSS = Logger.getLogger("javafx.css");

  private static final List<Throwable> CAUGHT = new ArrayList<>();
  private static boolean watching;

  @Override
  public void beforeAll(ExtensionContext context) {
    watch();
  }

  /** Runs before each class, since TestFX replaces the handler by its own. */
  private static synchronized void watch() {
    if (!watching) {
      watching = true;
      CSS.addHandler(new StyleWarnings());
    }
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    if (!(before instanceof Watch)) {
      Thread.setDefaultUncaughtExceptionHandler(new Watch(before));
    }
  }

  private record Watch(Thread.@Nullable UncaughtExceptionHandler before)
      implements Thread.UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
      if (thread.getName().equals(FX_THREAD)) {
        note(failure);
      } else if (before != null) {
        before.uncaughtException(thread, failure);
      }
    }
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
