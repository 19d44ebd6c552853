package org.audioprocessor.worker.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Freezes a worker past its lease; another worker processes its upload; the first one resumes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGSTOP")
class FrozenWorkerTest {
  @TempDir private static Path folder;
  private static Workspaces workspaces;

  @BeforeAll
  static void prepare() throws Exception {
    workspaces = new Workspaces(folder, BackendKind.postgres(folder));
  }

  @AfterAll
  static void stop() throws Exception {
    workspaces.close();
  }

  /** All that there is to be seen. */
  private record Sight(
      UploadRow row, Object history, Object generations, Map<String, String> etags) {
    static Sight of(TrackWorkspace workspace) throws QueueException, StorageException {
      try (Stream<StoredObject> objects = workspace.store.list("")) {
        return new Sight(
            workspace.row(),
            workspace.queue.history(TrackWorkspace.UPLOAD_ID),
            workspace.queue.generations().of(workspace.track().id().value()),
            objects.collect(
                Collectors.toMap(
                    StoredObject::key, StoredObject::etag, (one, other) -> one, TreeMap::new)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "IN_ENCODE",
        "AFTER_ALL_SEGMENTS",
        "BEFORE_THE_LOW_PLAYLIST",
        "BEFORE_THE_MULTIVARIANT_PLAYLIST",
        "AFTER_THE_MULTIVARIANT_PLAYLIST"
      })
  void whatItWritesWhenItWakesChangesNothing(KillPoint point) throws Exception {
    Path place = workspaces.freshPublishedBefore(point.name());
    try (TrackWorkspace workspace = TrackWorkspace.open(place);
        DoomedProcess frozen = workspaces.startTo(point, place, CheckpointTrigger.Then.WAIT)) {
      frozen.awaitMoment();
      frozen.freeze();
      workspace.workToTheEnd();
      new WorkspaceInvariants(workspace).requirePublished(workspaces.undisturbed, workspaces.song);
      Sight before = Sight.of(workspace);

      frozen.wake();

      assertThat(frozen.awaitEnding()).startsWith("TrackLost");
      assertThat(Sight.of(workspace)).isEqualTo(before);
    }
  }
}
