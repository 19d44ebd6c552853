package org.audioprocessor.worker.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;
import org.audioprocessor.worker.kill.KillPoint.Situation;

/** Creates workspaces in every situation, each with its own database and bucket. */
final class Workspaces implements AutoCloseable {
  private final Path root;
  private final BackendKind backendKind;
  final byte[] song;
  final byte[] corrupt = new byte[50_000];
  final PlayedTrack undisturbed;

  Workspaces(Path root, BackendKind backendKind) throws Exception {
    this.root = root;
    this.backendKind = backendKind;
    float[][] music = Signals.music(44_100, 5, Signals.at(-24, 3), Signals.at(-16, 3.3));
    song = Files.readAllBytes(AudioFiles.wav(root.resolve("made.wav"), music, 44_100));
    new Random(1).nextBytes(corrupt);
    try (TrackWorkspace workspace = TrackWorkspace.open(fresh(Situation.WAITING, "undisturbed"))) {
      workspace.workToTheEnd();
      undisturbed = PlayedTrack.in(workspace.store, workspace.track());
    }
  }

  /** A new workspace in that situation. */
  Path fresh(Situation situation, String name) throws Exception {
    return switch (situation) {
      case WAITING -> withUpload(name, "tracks/", song);
      case CORRUPT -> withUpload(name, "tracks/", corrupt);
      case SET_ASIDE -> withUpload(name, "failedprocessing_tracks/", song);
      case ABANDONED -> {
        Path folder = withUpload(name, "tracks/", song);
        killAfterHalfTheSegments(folder);
        yield folder;
      }
    };
  }

  /** The track was published once and is to be published again. */
  Path freshPublishedBefore(String name) throws Exception {
    Path folder = fresh(Situation.WAITING, name);
    try (TrackWorkspace workspace = TrackWorkspace.open(folder)) {
      workspace.workToTheEnd();
      workspace.queue.reprocess(TrackWorkspace.UPLOAD_ID);
    }
    return folder;
  }

  private Path withUpload(String name, String prefix, byte[] bytes) throws Exception {
    Path folder = Files.createDirectory(root.resolve(name));
    backendKind.lay(folder);
    try (TrackWorkspace workspace = TrackWorkspace.open(folder)) {
      workspace.store.put(prefix + TrackWorkspace.FILE_NAME, Body.of(bytes), PutOptions.defaults());
      workspace.queue.add(new Upload(TrackWorkspace.UPLOAD_ID, TrackWorkspace.FILE_NAME));
    }
    return folder;
  }

  /** Starts a worker that tells when it has come to that point. */
  DoomedProcess startTo(KillPoint point, Path workspace, CheckpointTrigger.Then then)
      throws Exception {
    return DoomedProcess.start(workspace, then, point.moment, point.times(undisturbed.segments()));
  }

  private void killAfterHalfTheSegments(Path workspace) throws Exception {
    try (DoomedProcess doomed =
        startTo(KillPoint.AFTER_HALF_THE_SEGMENTS, workspace, CheckpointTrigger.Then.HOLD)) {
      doomed.awaitMoment();
      doomed.kill();
    }
  }

  @Override
  public void close() throws IOException {
    backendKind.close();
  }
}
