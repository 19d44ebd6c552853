package org.audioprocessor.worker;

import java.util.concurrent.atomic.AtomicReference;
import org.audioprocessor.worker.WorkerEvent.PoolPaused;
import org.audioprocessor.worker.WorkerEvent.PoolResumed;
import org.audioprocessor.worker.WorkerEvent.TrackBackedOff;
import org.audioprocessor.worker.WorkerEvent.TrackClaimed;
import org.audioprocessor.worker.WorkerEvent.TrackFailed;
import org.audioprocessor.worker.WorkerEvent.TrackLost;
import org.audioprocessor.worker.WorkerEvent.TrackProgress;
import org.audioprocessor.worker.WorkerEvent.TrackPublished;
import org.audioprocessor.worker.WorkerEvent.TrackReleased;
import org.audioprocessor.worker.WorkerEvent.UploadRecovered;
import org.audioprocessor.worker.WorkerEvent.UploadRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs events and passes them to the listener. */
public final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

  private final WorkerListener listener;
  private final AtomicReference<Tally> tally = new AtomicReference<>(Tally.NOTHING);

  Events(WorkerListener listener) {
    this.listener = listener;
  }

  Tally tally() {
    return tally.get();
  }

  void gaveUp(String reason) {
    tally.updateAndGet(now -> now.becauseOf(reason));
  }

  public void emit(WorkerEvent event) {
    tally.updateAndGet(now -> now.with(event));
    log(event);
    try {
      listener.on(event);
    } catch (Throwable e) {
      LOG.error("A listener failed; processing continues", e);
    }
  }

  private static void log(WorkerEvent event) {
    switch (event) {
      case TrackClaimed e ->
          LOG.info("{}: start, try {}", e.claim().fileName(), e.claim().attempt());
      case TrackProgress e -> LOG.trace("{}: {}", e.claim().fileName(), e.progress());
      case TrackPublished e ->
          LOG.info("{}: published, {}", e.claim().fileName(), e.published().playlistKey());
      case TrackFailed e -> LOG.info("{}: failed, {}", e.claim().fileName(), e.sentence());
      case TrackBackedOff e ->
          LOG.info(
              "{}: retry in {} s, {}", e.claim().fileName(), e.backOff().toSeconds(), e.sentence());
      case TrackReleased e -> LOG.info("{}: released, {}", e.claim().fileName(), e.sentence());
      case TrackLost e -> LOG.warn("{}: lost, {}", e.claim().fileName(), e.sentence());
      case UploadRefused e -> LOG.info("{}: refused, {}", e.uploadId(), e.answer().sentence());
      case UploadRecovered e ->
          LOG.info(
              "{}: recovered from {}, {}",
              e.recovered().uploadId(),
              e.recovered().owner(),
              e.recovered().outcome());
      case PoolPaused e -> LOG.warn("Paused: {}", e.reason());
      case PoolResumed e -> LOG.info("Resumed");
    }
  }
}
