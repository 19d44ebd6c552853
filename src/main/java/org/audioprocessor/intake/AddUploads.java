package org.audioprocessor.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.Condition;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds local files as uploads: checks them, puts the raw file, then inserts the row, so that no row
 * ever lacks its file. What a killed process leaves between the two is finished by {@link
 * #finishInterrupted()} of the next one.
 */
public final class AddUploads {
  private static final Logger LOG = LoggerFactory.getLogger(AddUploads.class);
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

  private final UploadQueue queue;
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final UploadCheck check;
  private final AddJournal journal;

  /**
   * @param place where the raw files go
   * @param sound looks into them
   * @param journalFolder on local disk, where interrupted additions are remembered
   */
  public AddUploads(UploadQueue queue, Place place, SoundCheck sound, Path journalFolder) {
    this.queue = queue;
    store = place.store();
    keys = place.keys();
    check = new UploadCheck(place, sound);
    journal = new AddJournal(journalFolder);
  }

  /** The store, its layout and the room in it. */
  public record Place(ObjectStore store, ObjectKeys keys, FreeSpace freeSpace) {}

  /**
   * Adds one file; its name becomes the upload's.
   *
   * @param anyway also what does not look like audio, or is beyond a limit
   * @throws IntakeException REFUSED with a sentence about the file, ENVIRONMENT
   */
  public Added add(Path file, boolean anyway) throws IntakeException {
    try {
      CheckedFile checked = check.of(file, anyway);
      List<String> announcements = new ArrayList<>(checked.announcements());
      announceOthers(checked, announcements);
      queue.requireAddable(newUpload(checked.fileName()));
      Upload upload = begin(checked);
      boolean isNew = put(checked, announcements);
      Upload stored = insertOrTakeBack(upload, isNew);
      journal.end(upload);
      return new Added(stored, checked.bytes(), announcements);
    } catch (StorageException e) {
      throw IntakeException.of(e);
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }

  /**
   * Inserts the rows that a process which ended early owes to raw files that it had put. To be
   * called now and then, best after adding; harmless while other processes add.
   *
   * @return the uploads that wait now
   */
  public List<Upload> finishInterrupted() throws IntakeException {
    List<Upload> finished = new ArrayList<>();
    try {
      for (AddJournal.Entry entry : journal.interrupted()) {
        Upload upload = entry.upload();
        Optional<StoredObject> raw = store.head(keys.raw(upload.fileName()));
        if (raw.isEmpty() || !holds(raw.get(), entry.sha256())) {
          journal.endIfOld(upload);
          continue;
        }
        finish(entry).ifPresent(finished::add);
        journal.end(upload);
      }
      return finished;
    } catch (StorageException e) {
      throw IntakeException.of(e);
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }

  /** Whoever repeats an addition that was interrupted ends that one, and makes no second upload. */
  private Upload begin(CheckedFile file) throws IntakeException {
    for (AddJournal.Entry entry : journal.interrupted()) {
      if (entry.sha256().equals(file.sha256())
          && entry.upload().fileName().equals(file.fileName())) {
        return entry.upload();
      }
    }
    Upload upload = newUpload(file.fileName());
    journal.begin(upload, file.sha256());
    return upload;
  }

  private static Upload newUpload(String fileName) {
    return new Upload(UUID.randomUUID().toString(), fileName);
  }

  /** Empty if there is no row to insert: it is there, or the table refuses it for good. */
  private Optional<Upload> finish(AddJournal.Entry entry) throws QueueException {
    Upload upload = entry.upload();
    if (queue.generatesIds() && isAddedSince(entry)) {
      return Optional.empty();
    }
    try {
      return insert(upload);
    } catch (QueueException e) {
      if (e.kind() != QueueException.Kind.NOT_STORABLE) {
        throw e;
      }
      LOG.warn(
          "The addition of {} that was interrupted is given up: {}",
          upload.fileName(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** An id that the database made tells nothing: the row is known by its name and its time. */
  private boolean isAddedSince(AddJournal.Entry entry) throws QueueException {
    return queue.byFileName(entry.upload().fileName()).stream()
        .map(UploadRow::uploadedAt)
        .anyMatch(added -> added != null && !added.isBefore(entry.begun().minus(CLOCKS_DIFFER_BY)));
  }

  private void announceOthers(CheckedFile file, List<String> announcements) throws QueueException {
    String trackId = Upload.trackIdOf(file.fileName());
    int others = queue.ofTrack(trackId).size();
    if (others > 0) {
      announcements.add("“" + trackId + "” already exists; this becomes a new version.");
    }
    queue.ofLikeTracks(trackId).stream()
        .map(row -> row.upload().trackId())
        .distinct()
        .forEach(twin ->
            announcements.add(
                "Its name looks like that of the track “"
                    + twin
                    + "”, but is written in other Unicode characters. They are two tracks."));
  }

  /**
   * Two people who add one name at one moment: the second one is told, not the first one lost.
   *
   * @return whether the object was not there before
   */
  private boolean put(CheckedFile file, List<String> announcements) throws StorageException {
    String key = keys.raw(file.fileName());
    Optional<StoredObject> before = store.head(key);
    if (before.isPresent() && holds(before.get(), file.sha256())) {
      announcements.add("Identical file, not copied again.");
      return false;
    }
    if (before.isPresent()) {
      announcements.add(
          "Another raw file of this name was there and is replaced; uploads of it that still wait"
              + " are processed from the new file.");
    }
    Condition condition =
        before.map(object -> Condition.ifMatch(object.etag())).orElseGet(Condition::ifAbsent);
    store.put(
        key,
        Body.of(file.path()),
        PutOptions.defaults().withSha256(file.sha256()).withCondition(condition));
    return before.isEmpty();
  }

  /** A store that knows no checksum gets the file again. */
  private static boolean holds(StoredObject object, String sha256) {
    return sha256.equals(object.sha256());
  }

  /** The row as it is stored; empty if another process inserted it. */
  private Optional<Upload> insert(Upload upload) throws QueueException {
    try {
      return Optional.of(queue.add(upload));
    } catch (QueueException e) {
      if (e.kind() == QueueException.Kind.CONFLICT && queue.get(upload.uploadId()).isPresent()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A table may refuse the row although it did not a moment ago. */
  private Upload insertOrTakeBack(Upload upload, boolean isNew)
      throws QueueException, StorageException, IntakeException {
    try {
      return insert(upload).orElse(upload);
    } catch (QueueException e) {
      if (e.kind() == QueueException.Kind.NOT_STORABLE) {
        if (isNew && queue.byFileName(upload.fileName()).isEmpty()) {
          store.delete(keys.raw(upload.fileName()));
        }
        journal.end(upload);
      }
      throw e;
    }
  }
}
