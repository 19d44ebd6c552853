package org.audioprocessor.intake;

import java.util.List;
import java.util.Optional;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;

/** Finds the upload that a person means by a file name, which several may share. */
public final class PickUpload {
  private final UploadQueue queue;

  public PickUpload(UploadQueue queue) {
    this.queue = queue;
  }

  /**
   * The one that is meant.
   *
   * @param sameName how many uploads have its name, itself included
   */
  public record Picked(UploadRow row, int sameName) {
    /** Which one of several it is, for people. */
    public Optional<String> note() {
      return sameName == 1
          ? Optional.empty()
          : Optional.of(
              sameName
                  + " uploads are called “"
                  + row.upload().fileName()
                  + "”; this is "
                  + row.upload().uploadId()
                  + ", the newest of those that fit. Use --id for another one.");
    }
  }

  /** Which of several uploads of a name are meant; among them the newest one is. */
  public enum Wanted {
    WAITING,
    /** Failed, or waiting for its next try. */
    FAILED,
    /** In a status that no living worker of ours may ever end. */
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
   * The newest fitting one; if none fits, the newest one.
   *
   * @throws IntakeException REFUSED if no upload has the name
   */
  public Picked byFileName(String fileName, Wanted wanted) throws IntakeException {
    try {
      List<UploadRow> newestFirst = queue.byFileName(fileName);
      if (newestFirst.isEmpty()) {
        throw IntakeException.refused(
            "No upload is called “" + fileName + "”. List them to see the names.");
      }
      UploadRow picked =
          newestFirst.stream().filter(wanted::fits).findFirst().orElse(newestFirst.getFirst());
      return new Picked(picked, newestFirst.size());
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }

  /**
   * The track that a person means: of exactly this name, or else the one whose name looks the same
   * and is written in other Unicode characters.
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
   * This one.
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
                  "No upload has the id “" + uploadId + "”. List them to see the ids."));
    } catch (QueueException e) {
      throw IntakeException.of(e);
    }
  }
}
