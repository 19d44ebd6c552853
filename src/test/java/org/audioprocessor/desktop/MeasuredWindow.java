package org.audioprocessor.desktop;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.audioprocessor.PartsOptions;
import org.audioprocessor.desktop.testing.Fx;
import org.audioprocessor.desktop.work.Batch;

/** The real window for measurements: it tells when its connection came up. */
public final class MeasuredWindow implements AutoCloseable {
  private final FirstEnd firstEnd;
  private final OpenWindow window;

  private MeasuredWindow(FirstEnd firstEnd, OpenWindow window) {
    this.firstEnd = firstEnd;
    this.window = window;
  }

  /** Shown; it connects by itself. */
  public static MeasuredWindow open(PartsOptions options) {
    Threads plain = Threads.start();
    FirstEnd background = new FirstEnd(plain.background());
    Threads threads = new Threads(background, plain.timer(), plain.ui(), plain.pulse());
    return new MeasuredWindow(background, OpenWindow.opening(options, threads));
  }

  public Stage stage() {
    return window.stage();
  }

  /** In {@link System#nanoTime}; 0 before. */
  public long connectedNanos() {
    return firstEnd.nanos;
  }

  /** What this window processes; after it was connected. */
  public Batch batch() {
    return Fx.get(() -> {
      Workbench bench = window.session().bench();
      if (bench == null) {
        throw new IllegalStateException("not connected");
      }
      return bench.batch();
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
