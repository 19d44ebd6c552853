package org.audioprocessor.intake;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.audioprocessor.intake.UploadCheck.CheckedFile;
import org.audioprocessor.intake.UploadCheck.SoundCheck;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.storage.Body;
import org.audioprocessor.storage.ObjectStore;
import org.audioprocessor.storage.PutOptions;
import org.audioprocessor.storage.PutOptions.Condition;
import org.audioprocessor.storage.StorageException;
import org.audioprocessor.storage.StoredObject;
import org.audioprocessor.storage.keys.ObjectKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds local files as uploads: checks the file, puts the raw file, then inserts the row, so that no
 * row lacks its file. {@link #finishInterrupted()} completes additions of killed processes.
 */
public final class AddUploads {
  private static final Logger LOG = LoggerFactory.getLogger(AddUploads.class);
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private final UploadQueue queue;
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final UploadCheck check;
  private final AddJournal journal;

  /**
   * @param store destination of the raw files
   * @param keys layout of the store
   * @param sound check of the content
   * @param journalFolder folder on local disk for the journal of additions
   */
  public AddUploads(
      UploadQueue queue, ObjectStore store, ObjectKeys keys, SoundCheck sound, Path journalFolder) {
    this.queue = queue;
    this.store = store;
    this.keys = keys;
    check = new UploadCheck(store, keys, sound);
    journal = new AddJournal(journalFolder);
  }

  /**
   * Adds one file; the upload gets its name.
   *
   * @param anyway accepts files that are not recognised as audio or exceed a limit
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
      Upload stored = insertOrUndo(upload, isNew);
      journal.end(upload);
      return new Added(stored, checked.bytes(), announcements);
    } catch (StorageException e) {
      throw IntakeException.of(e);
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }

  /**
   * Inserts missing rows for raw files that an interrupted process had put. Call it periodically,
   * preferably after adding; safe while other processes add.
   *
   * @return the inserted uploads
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

  /**
   * Journals the addition. A repeated addition continues the interrupted one and creates no second
   * upload.
   */
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

  /** Inserts the row; empty if it exists already, or if the table rejects it permanently. */
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
          "The interrupted addition of {} was abandoned: {}", upload.fileName(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Generated ids do not identify the row, so it is recognised by its name and time. */
  private boolean isAddedSince(AddJournal.Entry entry) throws QueueException {
    return queue.byFileName(entry.upload().fileName()).stream()
        .map(UploadRow::uploadedAt)
        .anyMatch(added -> added != null && !added.isBefore(entry.begun().minus(CLOCK_TOLERANCE)));
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
   * Puts the raw file. Of two concurrent additions of a name the second one fails, so that the
   * first one is not overwritten.
   *
   * @return true if the object did not exist before
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
          "Another raw file of this name is replaced; its waiting uploads are processed from the"
              + " new file.");
    }
    Condition condition =
        before.map(object -> Condition.ifMatch(object.etag())).orElseGet(Condition::ifAbsent);
    store.put(
        key,
        Body.of(file.path()),
        PutOptions.defaults().withSha256(file.sha256()).withCondition(condition));
    return before.isEmpty();
  }

  /**
   * Returns true if the object has this checksum. Without a stored checksum the file is put again.
   */
  private static boolean holds(StoredObject object, String sha256) {
    return sha256.equals(object.sha256());
  }

  /** Inserts the row and returns it as stored; empty if another process inserted it. */
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

  /** Inserts the row. If the table rejects it after all, deletes the new raw file. */
  private Upload insertOrUndo(Upload upload, boolean isNew)
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

  /**
   * An added upload.
   *
   * @param bytes size of the raw file
   * @param announcements notes for the user: a new generation, a replaced raw file, content that
   *     probably cannot be processed
   */
  public record Added(Upload upload, long bytes, List<String> announcements) {
    public Added {
      announcements = List.copyOf(announcements);
    }
  }
}
