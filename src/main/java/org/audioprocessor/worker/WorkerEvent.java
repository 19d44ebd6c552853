package org.audioprocessor.worker;

import java.time.Duration;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Published;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.ClaimAnswer.Recovered;

/** An event of a pool. The sentences are for operators. */
public sealed interface WorkerEvent {
  /** The processing of an upload begins. */
  record TrackClaimed(Claim claim) implements WorkerEvent {}

  record TrackProgress(Claim claim, ProgressEvent progress) implements WorkerEvent {}

  record TrackPublished(Claim claim, Published published) implements WorkerEvent {}

  record TrackFailed(Claim claim, String kind, String sentence) implements WorkerEvent {}

  /** The upload is tried again after the back-off. */
  record TrackBackedOff(Claim claim, String sentence, Duration backOff) implements WorkerEvent {}

  /** The claim was released; the upload may be claimed at once. */
  record TrackReleased(Claim claim, String sentence) implements WorkerEvent {}

  /** The claim was lost; this pool did not write the outcome of the upload. */
  record TrackLost(Claim claim, String sentence) implements WorkerEvent {}

  /** A selected upload cannot be claimed. */
  record UploadRefused(String uploadId, ClaimAnswer.Refused answer) implements WorkerEvent {}

  /** The expired claim of a dead worker was ended. */
  record UploadRecovered(Recovered recovered) implements WorkerEvent {}

  /** Claims are paused until the environment works again. */
  record PoolPaused(String reason) implements WorkerEvent {}

  record PoolResumed() implements WorkerEvent {}
}
