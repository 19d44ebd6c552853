package org.audioprocessor.desktop;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.desktop.batch.Batch;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.wiring.WorkspaceContext;

/** The real window for measurements: it tells when its connection came up. */
public final class MeasuredWindow implements AutoCloseable {
  private final FirstEnd firstEnd;
  private final OpenWindow window;

  private MeasuredWindow(FirstEnd firstEnd, OpenWindow window) {
    this.firstEnd = firstEnd;
    this.window = window;
  }

  /** Shown; it connects by itself. */
  public static MeasuredWindow open(ApplicationOptions options) {
    return open(options, Runnable::run);
  }

  /**
   * The same.
   *
   * @param around runs what the program gives to the JavaFX thread
   */
  public static MeasuredWindow open(ApplicationOptions options, Consumer<Runnable> around) {
    WindowThreads plain = WindowThreads.start();
    FirstEnd background = new FirstEnd(plain.background());
    WindowThreads threads =
        new WindowThreads(
            background,
            plain.timer(),
            task -> plain.ui().execute(() -> around.accept(task)),
            task -> plain.pulse().execute(() -> around.accept(task)));
    return new MeasuredWindow(background, OpenWindow.opening(options, threads));
  }

  public Stage stage() {
    return window.stage();
  }

  /** In {@link System#nanoTime}; 0 before. */
  public long connectedNanos() {
    return firstEnd.nanos;
  }

  /** It is connected, and every part of it is there. */
  public boolean isWhole() {
    return Fx.get(() -> window.session().window().isWhole());
  }

  /** What this window processes; after it was connected. */
  public Batch batch() {
    return Fx.get(() -> {
      WorkspaceContext context = window.session().context();
      if (context == null) {
        throw new IllegalStateException("not connected");
      }
      return context.batch();
    });
  }

  @Override
  public void close() {
    window.close();
  }

  /** Notes when its first task ended: that opens the connection. */
  private static final class FirstEnd extends AbstractExecutorService {
    private final ExecutorService all;
    private volatile long nanos;
    private boolean begun;

    FirstEnd(ExecutorService all) {
      this.all = all;
    }

    @Override
    public synchronized void execute(Runnable task) {
      if (begun) {
        all.execute(task);
      } else {
        begun = true;
        all.execute(() -> {
          task.run();
          nanos = System.nanoTime();
        });
      }
    }

    @Override
    public void shutdown() {
      all.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
      return all.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
      return all.isShutdown();
    }

    @Override
    public boolean isTerminated() {
      return all.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
      return all.awaitTermination(timeout, unit);
    }
  }
}
