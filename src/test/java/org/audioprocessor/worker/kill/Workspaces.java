package org.audioprocessor.worker.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.testing.AudioFiles;
import org.audioprocessor.testing.Signals;
import org.audioprocessor.worker.kill.KillPoint.Situation;

/** Workspaces in every situation, prepared once and copied for each kill. */
final class Workspaces {
  private final Path root;
  private final Map<Situation, Path> prepared = new EnumMap<>(Situation.class);
  private final Path publishedBefore;
  final byte[] song;
  final byte[] corrupt = new byte[50_000];
  final HeardTrack undisturbed;

  Workspaces(Path root) throws Exception {
    this.root = root;
    float[][] music = Signals.music(44_100, 5, Signals.at(-24, 3), Signals.at(-16, 3.3));
    song = Files.readAllBytes(AudioFiles.wav(root.resolve("made.wav"), music, 44_100));
    new Random(1).nextBytes(corrupt);
    prepare(Situation.WAITING, "tracks/", song);
    prepare(Situation.CORRUPT, "tracks/", corrupt);
    prepare(Situation.SET_ASIDE, "failedprocessing_tracks/", song);
    publishedBefore = copy(inSituation(Situation.WAITING), "published-before");
    try (TrackWorkspace workspace = TrackWorkspace.open(publishedBefore)) {
      workspace.workToTheEnd();
      undisturbed = HeardTrack.in(workspace);
      workspace.queue.reprocess(TrackWorkspace.UPLOAD_ID);
    }
    prepared.put(
        Situation.ABANDONED, copy(inSituation(Situation.WAITING), Situation.ABANDONED.name()));
    kill(KillPoint.AFTER_HALF_THE_SEGMENTS, inSituation(Situation.ABANDONED), Tripwire.Then.HOLD);
  }

  private void prepare(Situation situation, String prefix, byte[] bytes) throws Exception {
    Path folder = root.resolve(situation.name());
    try (TrackWorkspace workspace = TrackWorkspace.open(folder)) {
      workspace.store.put(prefix + TrackWorkspace.FILE_NAME, Body.of(bytes), PutOptions.defaults());
      workspace.queue.add(new Upload(TrackWorkspace.UPLOAD_ID, TrackWorkspace.FILE_NAME));
    }
    prepared.put(situation, folder);
  }

  private Path inSituation(Situation situation) {
    Path folder = prepared.get(situation);
    if (folder == null) {
      throw new IllegalStateException(situation + " was not prepared");
    }
    return folder;
  }

  /** A copy of its own. */
  Path fresh(Situation situation, String name) throws IOException {
    return copy(inSituation(situation), name);
  }

  /** The track was published once and is to be published again. */
  Path freshPublishedBefore(String name) throws IOException {
    return copy(publishedBefore, name);
  }

  /** Starts a worker and kills it at that point. */
  DoomedProcess startTo(KillPoint point, Path workspace, Tripwire.Then then) throws IOException {
    return DoomedProcess.start(workspace, then, point.moment, point.times(undisturbed.segments()));
  }

  private void kill(KillPoint point, Path workspace, Tripwire.Then then) throws Exception {
    try (DoomedProcess doomed = startTo(point, workspace, then)) {
      doomed.awaitMoment();
      doomed.kill();
    }
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = root.resolve(name);
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(paths::add);
    }
    for (Path path : paths) {
      // with the attributes in which the store keeps an object's headers
      Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
    }
    return to;
  }
}
