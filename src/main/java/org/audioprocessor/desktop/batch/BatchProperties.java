package org.audioprocessor.desktop.batch;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Publishes a tally that many threads write, at most once a frame. */
final class BatchProperties {
  private final BatchTally tally;
  private final Executor pulse;
  private final AtomicBoolean updateQueued = new AtomicBoolean();
  private final ReadOnlyObjectWrapper<BatchState> state =
      new ReadOnlyObjectWrapper<>(BatchState.NONE);
  private final ReadOnlyObjectWrapper<Map<String, TrackProgress>> running =
      new ReadOnlyObjectWrapper<>(Map.of());
  private volatile Consumer<BatchState> ended = nothing -> {};

  /**
   * @param pulse runs tasks on the UI thread, once a frame
   */
  BatchProperties(BatchTally tally, Executor pulse) {
    this.tally = tally;
    this.pulse = pulse;
  }

  ReadOnlyObjectProperty<BatchState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Map<String, TrackProgress>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  void onEnded(Consumer<BatchState> listener) {
    ended = listener;
  }

  /** Publishes the tally with the next frame. */
  void update() {
    if (!updateQueued.getAndSet(true)) {
      pulse.execute(this::flush);
    }
  }

  /** Publishes the end of the batch after all other changes. */
  void publishEnd() {
    BatchState last = tally.state();
    update();
    pulse.execute(() -> ended.accept(last));
  }

  private void flush() {
    updateQueued.set(false);
    running.set(tally.running());
    state.set(tally.state());
  }
}
