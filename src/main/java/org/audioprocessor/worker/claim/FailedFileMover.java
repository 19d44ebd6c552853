package org.audioprocessor.worker.claim;

import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationGuard;
import org.audioprocessor.process.publish.RawFiles;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;

/** Moves the raw files of failed uploads to the failed prefix. */
public record FailedFileMover(UploadQueue queue, RawFiles rawFiles) {

  /** Leaves the file where another upload that has not failed needs it. */
  void setAside(Upload upload, PublicationGuard guard) throws ProcessingException {
    try {
      boolean needed =
          queue.byFileName(upload.fileName()).stream()
              .filter(row -> row.upload().fileName().equals(upload.fileName()))
              .filter(row -> !row.upload().uploadId().equals(upload.uploadId()))
              .anyMatch(row -> row.status() != UploadStatus.FAILED);
      if (!needed) {
        rawFiles.moveToFailed(upload.fileName(), guard);
      }
    } catch (QueueException e) {
      throw QueueFailures.of(e);
    }
  }

  /** For an upload that nobody holds: as long as its row says that it failed. */
  PublicationGuard whileFailed(String uploadId) {
    return () -> {
      try {
        if (queue.get(uploadId).filter(row -> row.status() == UploadStatus.FAILED).isEmpty()) {
          throw QueueFailures.lost();
        }
      } catch (QueueException e) {
        throw QueueFailures.of(e);
      }
    };
  }
}
