package org.audioprocessor.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Stage;
import org.jspecify.annotations.Nullable;

/** Measures the stages of running tracks by their progress events. */
final class StageTimes {
  private record Running(Stage stage, long sinceNanos) {}

  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final BiConsumer<Stage, Duration> ended;

  /**
   * @param ended receives each stage that ended
   */
  StageTimes(BiConsumer<Stage, Duration> ended) {
    this.ended = ended;
  }

  void on(String uploadId, ProgressEvent progress, long nowNanos) {
    running.compute(uploadId, (id, before) -> next(before, progress, nowNanos));
  }

  private @Nullable Running next(@Nullable Running before, ProgressEvent progress, long nowNanos) {
    boolean isOver = progress.fraction() >= 1;
    if (before != null && before.stage == progress.stage()) {
      if (isOver) {
        end(before, nowNanos);
      }
      return isOver ? null : before;
    }
    if (before != null) {
      end(before, nowNanos);
    }
    return isOver ? null : new Running(progress.stage(), nowNanos);
  }

  private void end(Running stage, long nowNanos) {
    ended.accept(stage.stage, Duration.ofNanos(nowNanos - stage.sinceNanos));
  }

  /** Drops the track, in whatever stage it ended. */
  void forget(String uploadId) {
    running.remove(uploadId);
  }
}
