package org.audioprocessor.worker.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.audioprocessor.hls.SegmentNames;
import org.audioprocessor.queue.Attempt;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.audioprocessor.queue.generation.Generation;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.generation.Generation.State;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.TrackId;
import org.audioprocessor.storage.keys.TrackKeys;

/** Asserts the invariants of a workspace after the next worker has processed its upload. */
record WorkspaceInvariants(TrackWorkspace workspace, String uploadId, String fileName) {
  /** Each encode of a try has a letter of its own. */
  private static final int ROUNDS_OF_A_TRY = 4;

  WorkspaceInvariants(TrackWorkspace workspace) {
    this(workspace, TrackWorkspace.UPLOAD_ID, TrackWorkspace.FILE_NAME);
  }

  /** A dead process's files are gone when the next one has started. */
  void requireNoTemporaryFiles() throws IOException {
    assertThat(workspace.temporaryFiles()).as("temporary files").isEmpty();
  }

  /** At least one intact copy of the raw file exists at every moment. */
  void requireRawSomewhere(byte[] raw) throws IOException {
    assertThat(rawPlaces()).isNotEmpty();
    for (String key : rawPlaces()) {
      assertThat(bytes(key)).as(key).isEqualTo(raw);
    }
  }

  /** It ended completed and published, the raw file under the raw prefix. */
  void requirePublished(PlayedTrack undisturbed, byte[] raw) throws Exception {
    UploadRow row = workspace.row(uploadId);
    assertThat(row.status()).isEqualTo(UploadStatus.COMPLETED);
    assertThat(row.errorMessage()).isNull();
    requireNoClaim(row);
    assertThat(rawPlaces()).containsExactly(workspace.keys.raw(fileName));
    requireRawSomewhere(raw);
    PlayedTrack heard = PlayedTrack.in(workspace.store, track());
    heard.requireSameSound(undisturbed);
    assertThat(heard.segments()).isEqualTo(undisturbed.segments());
    GenerationTry current = current();
    assertThat(heard.tries()).hasSize(1);
    SegmentNames names = heard.tries().iterator().next();
    assertThat(names.generation()).isEqualTo(current.generation());
    assertThat((names.attempt() - 1) / ROUNDS_OF_A_TRY).isEqualTo(current.tryNumber());
    requireCopiesOf(current);
    requireNothingForgotten();
  }

  /** It ended failed with a sentence, the raw file under the failed prefix. */
  void requireFailed(byte[] raw) throws Exception {
    UploadRow row = workspace.row(uploadId);
    assertThat(row.status()).isEqualTo(UploadStatus.FAILED);
    assertThat(row.errorMessage()).isNotBlank();
    requireNoClaim(row);
    assertThat(rawPlaces()).containsExactly(workspace.keys.failed(fileName));
    requireRawSomewhere(raw);
    assertThat(keys(track().folder())).isEmpty();
  }

  private TrackKeys track() throws StorageException {
    return workspace.keys.track(TrackId.of(fileName));
  }

  private void requireNoClaim(UploadRow row) throws QueueException {
    assertThat(Objects.requireNonNull(row.lease()).active()).isFalse();
    assertThat(workspace.queue.history(uploadId))
        .extracting(Attempt::ending)
        .extracting(Attempt.Ending::outcome)
        .doesNotContainNull();
  }

  private GenerationTry current() throws QueueException, StorageException {
    return workspace.queue.generations().current(track().id().value()).orElseThrow().id();
  }

  /** The copies of the visible generation are what stands under the fixed names. */
  private void requireCopiesOf(GenerationTry current) throws IOException {
    String fixed = track().folder();
    String copies = track().generation(current.generation()).folder();
    assertThat(keys(copies)).hasSize(6);
    for (String key : keys(copies)) {
      String name = key.substring(copies.length());
      assertThat(bytes(key)).as(name).isEqualTo(bytes(fixed + name));
    }
  }

  /** Whatever stands there is a fixed name or recorded; of a try given up early nothing stands. */
  private void requireNothingForgotten() throws QueueException, StorageException {
    String track = track().id().value();
    Set<String> recorded = new HashSet<>();
    Set<String> givenUp = new HashSet<>();
    for (Generation generation : workspace.queue.generations().of(track)) {
      List<String> keys = workspace.queue.generations().keys(generation.id());
      (generation.state() == State.WRITING ? givenUp : recorded).addAll(keys);
    }
    givenUp.removeAll(recorded);
    String folder = track().folder();
    List<String> loose = new ArrayList<>(keys(folder));
    assertThat(loose).doesNotContainAnyElementsOf(givenUp.isEmpty() ? Set.of("none") : givenUp);
    loose.removeAll(recorded);
    loose.removeIf(key -> !key.contains("/generations/") && !key.contains("/segment_"));
    assertThat(loose).as("objects that no collection would delete").isEmpty();
  }

  private List<String> rawPlaces() throws StorageException {
    List<String> places = new ArrayList<>();
    for (String key : List.of(workspace.keys.raw(fileName), workspace.keys.failed(fileName))) {
      if (workspace.store.exists(key)) {
        places.add(key);
      }
    }
    return places;
  }

  private byte[] bytes(String key) throws IOException {
    try (InputStream in = workspace.store.get(key)) {
      return in.readAllBytes();
    }
  }

  private List<String> keys(String prefix) throws StorageException {
    try (Stream<StoredObject> listed = workspace.store.list(prefix)) {
      return listed.map(StoredObject::key).toList();
    }
  }
}
