package org.audioprocessor.intake;

import java.util.List;
import java.util.Optional;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;

/** Finds the upload for a file name, which several uploads may share. */
public final class PickUpload {
  private final UploadQueue queue;

  public PickUpload(UploadQueue queue) {
    this.queue = queue;
  }

  /**
   * The selected upload.
   *
   * @param sameName number of uploads with its name, including itself
   */
  public record Picked(UploadRow row, int sameName) {
    /** Returns a note to the user that several uploads share the name. */
    public Optional<String> note() {
      return sameName == 1
          ? Optional.empty()
          : Optional.of(
              sameName
                  + " uploads have the name “"
                  + row.upload().fileName()
                  + "”; this is "
                  + row.upload().uploadId()
                  + ", the newest matching one. Use --id for another one.");
    }
  }

  /** Preferred state among several uploads of a name. */
  public enum Wanted {
    WAITING,
    /** Failed, or waiting for its next attempt. */
    FAILED,
    /** The upload has a status that may have no live worker. */
    STUCK;

    private boolean fits(UploadRow row) {
      UploadStatus status = row.status();
      return switch (this) {
        case WAITING -> status == UploadStatus.WAITING;
        case FAILED ->
            status == UploadStatus.FAILED
                || (status == UploadStatus.WAITING && row.errorMessage() != null);
        case STUCK -> status == UploadStatus.PROCESSING || status == UploadStatus.OTHER;
      };
    }
  }

  /**
   * Returns the newest upload in the preferred state; if there is none, the newest one.
   *
   * @throws IntakeException REFUSED if no upload has the name
   */
  public Picked byFileName(String fileName, Wanted wanted) throws IntakeException {
    try {
      List<UploadRow> newestFirst = queue.byFileName(fileName);
      if (newestFirst.isEmpty()) {
        throw IntakeException.refused(
            "No upload has the name “" + fileName + "”. List the uploads to see the names.");
      }
      UploadRow picked =
          newestFirst.stream().filter(wanted::fits).findFirst().orElse(newestFirst.getFirst());
      return new Picked(picked, newestFirst.size());
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }

  /**
   * Returns the track of exactly this name, or else a track whose name is equal after Unicode
   * normalisation.
   */
  public String trackId(String spelled) throws IntakeException {
    try {
      return queue.ofTrack(spelled).isEmpty()
          ? queue.ofLikeTracks(spelled).stream()
              .map(row -> row.upload().trackId())
              .findFirst()
              .orElse(spelled)
          : spelled;
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }

  /**
   * * Returns the upload with this id.
   *
   * @throws IntakeException REFUSED if there is no such upload
   */
  public Picked byId(String uploadId) throws IntakeException {
    try {
      return queue
          .get(uploadId)
          .map(row -> new Picked(row, 1))
          .orElseThrow(() ->
              IntakeException.refused(
                  "No upload has the id “" + uploadId + "”. List the uploads to see the ids."));
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }
}
