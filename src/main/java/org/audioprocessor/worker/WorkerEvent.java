package org.audioprocessor.worker;

import java.time.Duration;
import org.audioprocessor.process.ProgressEvent;
import org.audioprocessor.process.Published;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.ClaimAnswer;
import org.audioprocessor.queue.Recovered;

/** Something happened in a pool. All sentences are for people. */
public sealed interface WorkerEvent {
  /** Work on an upload begins. */
  record TrackClaimed(Claim claim) implements WorkerEvent {}

  record TrackProgress(Claim claim, ProgressEvent progress) implements WorkerEvent {}

  record TrackPublished(Claim claim, Published published) implements WorkerEvent {}

  record TrackFailed(Claim claim, String kind, String sentence) implements WorkerEvent {}

  /** It will be tried again after the rest. */
  record TrackRests(Claim claim, String sentence, Duration rest) implements WorkerEvent {}

  /** It was given back and may be claimed at once. */
  record TrackReleased(Claim claim, String sentence) implements WorkerEvent {}

  /** The claim was lost; whatever became of the upload, it was not our doing. */
  record TrackLost(Claim claim, String sentence) implements WorkerEvent {}

  /** An upload that was asked for by its id cannot be worked on. */
  record UploadRefused(String uploadId, ClaimAnswer.Refused answer) implements WorkerEvent {}

  /** The lease of a worker that is gone was ended. */
  record UploadRecovered(Recovered recovered) implements WorkerEvent {}

  /** No more is claimed until the surroundings are well again. */
  record PoolPaused(String reason) implements WorkerEvent {}

  record PoolResumed() implements WorkerEvent {}
}
